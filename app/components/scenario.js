// A scenario as a file, and the command and the lines of Python that give the answer on the screen.
// words: box (name of it all), name, save, saved ("Saved as {file}."), load, loaded ("Loaded: {name}"), reproduce, command, python,
//        copy ("Copy: {what}"), copied, copy_by_hand
(function () {
  const D = window.datatrail = window.datatrail || {};

  // The browser's own way to save: a link to the text, pressed once and thrown away.
  function download(file) {
    const link = document.createElement("a"), address = URL.createObjectURL(new Blob([file.text], { type: "application/yaml" }));
    Object.assign(link, { href: address, download: file.name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  }

  // The name of the file a scenario of this name is saved as, as the server makes it.
  function called(name, fallback) {
    const made = name.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60).replace(/-+$/, "");
    return name.trim() ? (made || "scenario") + ".yaml" : fallback;
  }

  function Lines(props) {
    const h = React.createElement;
    const { label, text, words } = props;
    const what = { copy: D.shared.fill(words.copy, { what: label }), copied: words.copied, copy_by_hand: words.copy_by_hand };
    return h("div", { className: "dt-lines" },
      h("label", { className: "dt-field" }, h("span", null, label),
        h("textarea", { readOnly: true, value: text, rows: text.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 68)), 0), spellCheck: false })),
      h(D.Copy, { text, words: what }));
  }

  D.Scenario = function Scenario(props) {
    const h = React.createElement;
    const words = props.words || {}, given = props.scenario || {};
    const [name, setName] = React.useState(given.name || ""), [said, setSaid] = React.useState("");
    const done = React.useRef(0);
    const file = props.file;
    React.useEffect(() => {
      if (!file || file.n === done.current) return;
      done.current = file.n;
      if (file.text) {
        download(file);
        setSaid(D.shared.fill(words.saved, { file: file.name }));
      } else if (file.loaded) {
        setName(file.loaded);
        setSaid(D.shared.fill(words.loaded, { name: file.loaded }));
      } else setSaid("");
    }, [file]);

    const save = (event) => {
      event.preventDefault();
      D.shared.send(props, { picked: { save: name } });
    };
    const load = (event) => {
      const [chosen] = event.target.files;
      if (!chosen) return;
      chosen.text().then((text) => D.shared.send(props, { picked: { load: text, file: chosen.name } }));
      event.target.value = "";   // so that the same file can be read again
    };

    const named = (text) => (given.file ? (text || "").split(given.file).join(called(name, given.file)) : text || "");

    return h("section", { id: props.id, className: "dt-scenario", "aria-label": words.box },
      h("form", { onSubmit: save },
        h("label", { className: "dt-field" }, h("span", null, words.name),
          h("input", { type: "text", value: name, maxLength: 200, onChange: (event) => setName(event.target.value) })),
        h("div", { className: "dt-moves" },
          h("button", { type: "submit", className: "dt-button" }, words.save),
          h("label", { className: "dt-button dt-load" }, words.load,
            h("input", { type: "file", className: "dt-sr", accept: ".yaml,.yml", onChange: load })))),
      h("p", { className: "dt-hint", role: "status" }, said),
      h("h2", { className: "dt-heading" }, words.reproduce),
      given.note && h("p", { className: "dt-hint" }, named(given.note)),
      h(Lines, { label: words.command, text: named(given.command), words }),
      h(Lines, { label: words.python, text: named(given.python), words }));
  };
})();
