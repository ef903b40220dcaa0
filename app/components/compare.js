// Two worlds compared: the ladder with the difference in it, the matrix, and lists with what keeps alive what is kept.
// words: compare (name of the region), tabs, ladder, matrix, list (names of the tabs), legend, only (box above the matrix),
//        held, cell, grid_help, corner (of the matrix), why (title of a button that shows why)
(function () {
  const D = window.datatrail = window.datatrail || {};
  const TABS = ["ladder", "matrix", "list"];
  const SIGN = { lost: "removed", gained: "added", gated: "gated", ungated: "ungated", gate_changed: "mixed", closed: "removed", opened: "added",
    stays: "same", kept: "same" };

  // What lights up: a line with its ends, or a box with its lines.
  function lit(picture, selected) {
    const links = picture.links.filter((link) => [link.id, link.from, link.to].includes(selected));
    return { selected, nodes: [...new Set(links.flatMap((link) => [link.from, link.to]))],
      links: links.map((link) => ({ id: link.id, badge: (link.badges || []).join("/") })) };
  }

  function Legend(props) {
    const h = React.createElement;
    return h("ul", { className: "dt-signs", "aria-label": props.label }, Object.entries(props.signs).map(([change, text]) =>
      h("li", { key: change }, h(D.Sign, { change }), " ", text)));
  }

  function Ladder(props) {
    const h = React.createElement;
    const { id, compare, send, chain } = props;
    // The chain of the world after; what is no longer in that world lights up with its neighbours alone.
    const view = React.useMemo(() => (chain && chain.selected ? chain : lit(compare.picture, compare.selected)), [compare, chain]);
    return h(D.Trail, { id: id + "-trail", picture: compare.picture, view, words: compare.trail_words,
      setProps: (update) => send(update.picked || "") });
  }

  function Section(props) {
    const h = React.createElement;
    const { section, words, send } = props;
    const change = SIGN[section.key];
    return h("details", { className: "dt-fold", open: section.n <= 60 },
      h("summary", null, h(D.Sign, { change }), " ", D.shared.plain(section.title), " (" + section.n + ")"),
      h("dl", { className: "dt-groups" }, section.groups.map((group, i) => h("div", { key: i },
        h("dt", null, D.shared.plain(group.name)),
        group.parts.map((part, k) => h("dd", { key: k },
          part.detail && h("p", { className: "dt-note" }, D.shared.rich(part.detail)),
          h("ul", { className: "dt-row" }, part.items.map((item, n) => h("li", { key: n },
            h("button", { type: "button", className: "dt-link", title: words.why, onClick: () => send(item.picked) },
              D.shared.plain(item.text)))))))))));
  }

  // Passings under the answers that are the same for all of them.
  function Answers(props) {
    const h = React.createElement;
    return h("details", { className: "dt-fold", open: true },
      h("summary", null, D.shared.plain(props.title)),
      h("ul", { className: "dt-verdicts" }, props.groups.map((group, i) => h("li", { key: i },
        h("b", null, group.answers.join(" ")),
        h("ul", null, group.items.map((item, k) => h("li", { key: k }, D.shared.plain(item))))))));
  }

  function Lists(props) {
    const h = React.createElement;
    const { compare, words, send } = props;
    return h("div", { className: "dt-lists" },
      compare.sections.map((section) => h(Section, { key: section.key, section, words, send })),
      compare.verdicts.length > 0 && h(Answers, { title: compare.verdicts_title, groups: compare.verdicts }),
      compare.outcomes.length > 0 && h(Answers, { title: compare.outcomes_title, groups: compare.outcomes }));
  }

  D.Compare = function Compare(props) {
    const h = React.createElement;
    const words = props.words || {}, compare = props.compare, id = props.id || "dt-compare";
    const [open, setOpen] = React.useState("ladder");
    const [only, setOnly] = React.useState(true);
    const tabs = React.useRef({});
    if (!compare) return h("div", { id: props.id, className: "dt-compare" });
    if (compare.same) {
      return h("section", { id: props.id, className: "dt-compare dt-leaf", "aria-label": words.compare },
        h("p", { className: "dt-lead" }, D.shared.rich(compare.same)),
        h("ul", null, compare.how.map((text, i) => h("li", { key: i }, D.shared.rich(text)))));
    }
    const send = (picked) => D.shared.send(props, { picked });
    const turn = (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key], end = { Home: 0, End: TABS.length - 1 }[event.key];
      if (step === undefined && end === undefined) return;
      event.preventDefault();
      const next = TABS[end !== undefined ? end : (TABS.indexOf(open) + step + TABS.length) % TABS.length];
      setOpen(next);
      tabs.current[next].focus();
    };
    const titles = { ladder: words.ladder, matrix: words.matrix, list: words.list };
    const tab = (name) => h("button", {
      key: name, type: "button", role: "tab", id: id + "-tab-" + name, className: "dt-tab", "aria-selected": open === name,
      "aria-controls": id + "-panel", tabIndex: open === name ? 0 : -1, ref: (node) => { tabs.current[name] = node; },
      onClick: () => setOpen(name), onKeyDown: turn }, titles[name]);
    const panel = {
      ladder: () => h(Ladder, { id, compare, send, chain: props.view }),
      matrix: () => h("div", null,
        compare.changed && h("label", { className: "dt-check" },
          h("input", { type: "checkbox", checked: only, onChange: (event) => setOnly(event.target.checked) }), " ", words.only),
        h(D.Matrix, { id: id + "-matrix", matrix: compare.matrix, only: only && compare.changed,
          words: { held: words.held, cell: words.cell, grid_help: words.grid_help, corner: words.corner },
          pick: (selected, chosen) => send({ selected, chosen }) })),
      list: () => h(Lists, { compare, words, send }),
    };
    return h("section", { id: props.id, className: "dt-compare dt-leaf", "aria-label": words.compare },
      h("p", { className: "dt-lead" }, compare.head.map((text, i) => h("span", { key: i }, D.shared.rich(text), " "))),
      compare.notes.length > 0 && h("p", { className: "dt-note" }, compare.notes.join(" ")),
      compare.unseen && h("p", { className: "dt-note" }, D.shared.rich(compare.unseen)),
      h("div", { className: "dt-tabs", role: "tablist", "aria-label": words.tabs }, TABS.map(tab)),
      h("div", { role: "tabpanel", id: id + "-panel", "aria-labelledby": id + "-tab-" + open, className: "dt-tabpanel" },
        open !== "list" && h(Legend, { signs: compare.signs, label: words.legend }),
        panel[open]()));
  };
})();
