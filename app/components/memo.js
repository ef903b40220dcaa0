// The memo: a small part of Markdown as React elements, with notes that can be jumped to; copied, saved as a file, printed.
// Known are #, ##, lists of - and 1., >, **bold**, [^n] and [^n]: at the end; all else is text.
// words: memo (name of the region), copy, copied, copy_by_hand, save, print, file (its name), note ("Note {n}"), back, notes (heading)
(function () {
  const D = window.datatrail = window.datatrail || {};
  const KINDS = [["h2", /^# /], ["h3", /^## /], ["ul", /^- /], ["ol", /^\d+\. /], ["blockquote", /^> /], ["note", /^\[\^(\d+)\]: /]];

  // Markdown as blocks: {kind, lines}; lines of a list, of a quotation and of a paragraph belong together.
  function blocks(markdown) {
    const found = [];
    let open = false;
    markdown.split("\n").forEach((line) => {
      if (!line.trim()) { open = false; return; }
      const [kind, mark] = KINDS.find(([, pattern]) => pattern.test(line)) || ["p", /^/];
      const text = line.replace(mark, ""), n = kind === "note" ? Number(mark.exec(line)[1]) : undefined;
      const last = found[found.length - 1], joins = !/^h\d$/.test(kind);
      if (open && joins && last.kind === kind) last.lines.push({ text, n });
      else found.push({ kind, lines: [{ text, n }] });
      open = true;
    });
    return found;
  }

  function Tools(props) {
    const h = React.createElement;
    const { text, words } = props;
    const { copy, told } = D.shared.useCopy(text, words.copy, words.copied, words.copy_by_hand);
    const save = () => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([text], { type: "text/markdown;charset=utf-8" }));
      link.download = words.file;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    };
    const button = (key, act) => h("button", { key, type: "button", className: "dt-button", onClick: act }, words[key]);
    return h("div", { className: "dt-memo-tools" },
      h("div", { className: "dt-row" }, button("copy", copy), button("save", save), button("print", () => window.print())),
      told);
  }

  D.Memo = function Memo(props) {
    const h = React.createElement;
    const words = props.words || {}, memo = props.memo;
    const notes = React.useRef({});
    const [cited, setCited] = React.useState(null); // {n, from}: the note jumped to, and where from
    const parts = React.useMemo(() => blocks(memo ? memo.markdown : ""), [memo && memo.markdown]);
    React.useEffect(() => setCited(null), [parts]);
    React.useEffect(() => {
      const note = cited && notes.current[cited.n];
      if (note) { note.focus(); note.scrollIntoView({ block: "nearest" }); }
    }, [cited]);
    if (!memo) return h("div", { id: props.id, className: "dt-memo" });
    if (memo.ask) {
      return h("section", { id: props.id, className: "dt-memo dt-leaf", "aria-label": words.memo }, h("p", { className: "dt-lead" }, D.shared.rich(memo.ask)));
    }
    const inline = (text) => text.split(/\[\^(\d+)\]/).map((part, i) => (i % 2
      ? h("button", { key: i, type: "button", className: "dt-cite", "aria-label": D.shared.fill(words.note, { n: part }),
        onClick: (event) => setCited({ n: Number(part), from: event.currentTarget }) }, part)
      : h("span", { key: i }, D.shared.rich(part))));
    const block = (part, i) => {
      if (part.kind === "ul" || part.kind === "ol") return h(part.kind, { key: i }, part.lines.map((line, k) => h("li", { key: k }, inline(line.text))));
      return h(part.kind, { key: i }, part.lines.map((line, k) => h(React.Fragment, { key: k }, inline(line.text), " ")));
    };
    const back = () => { cited.from.focus(); setCited(null); };
    const text = parts.filter((part) => part.kind !== "note"), listed = parts.filter((part) => part.kind === "note").flatMap((part) => part.lines);
    return h("section", { id: props.id, className: "dt-memo dt-leaf", "aria-label": words.memo },
      h(Tools, { text: memo.markdown, words }),
      h("article", { className: "dt-paper" }, text.map(block),
        listed.length > 0 && h("h3", null, words.notes),
        listed.length > 0 && h("ul", { className: "dt-notes" }, listed.map((line) => h("li", { key: line.n, className: "dt-source", tabIndex: -1,
          ref: (node) => { notes.current[line.n] = node; } },
          h("span", { className: "dt-source-n", "aria-hidden": true }, line.n),
          h("div", null, h("span", { className: "dt-sr" }, D.shared.fill(words.note, { n: line.n }) + " "), D.shared.rich(line.text),
            cited && cited.n === line.n && h("button", { type: "button", className: "dt-small", onClick: back }, words.back)))))));
  };
})();
