// The panel that answers "why": numbered steps with evidence and citations, facts, other ways, sources.
// words: panel (name of the region), always (mark on a choice that is held already),
//        inferred and contested (meaning of the marks ≈ and ⇄), citation ("Source {n}"), back (back to the citation),
//        show_address, hide_address, risk (mark on a source whose listing endangers readers),
//        copy, copied, copy_by_hand (when the clipboard is closed: text is selected), facts (name of the list)
(function () {
  const D = window.datatrail = window.datatrail || {};

  function Badge(props) {
    const h = React.createElement;
    return h("span", { className: "dt-badge", title: props.title },
      h("span", { "aria-hidden": props.title ? true : undefined }, props.text),
      props.title && h("span", { className: "dt-sr" }, " " + props.title + " "));
  }

  function Steps(props) {
    const h = React.createElement;
    const { steps, words, cite } = props;
    const meaning = { "≈": words.inferred, "⇄": words.contested };
    return h("ol", { className: "dt-steps" }, steps.map((step, i) => h("li", { key: i, className: "dt-step" },
      h("span", { className: "dt-step-n", "aria-hidden": true }, step.n),
      h("div", { className: "dt-step-body" },
        h("p", null, D.shared.rich(step.sentence), " ",
          step.badge && h(Badge, { text: step.badge, title: step.badge_title }),
          (step.marks || []).map((mark) => h(Badge, { key: mark, text: mark, title: meaning[mark] }))),
        (step.basis || step.place || (step.citations || []).length > 0) && h("p", { className: "dt-basis" },
          [D.shared.plain(step.basis), D.shared.plain(step.place)].filter(Boolean).join(", "), " ",
          (step.citations || []).map((n) => h("button", {
            key: n, type: "button", className: "dt-cite", "aria-label": D.shared.fill(words.citation, { n }),
            onClick: (event) => cite(n, event.currentTarget),
          }, "[" + n + "]")))))));
  }

  function Disclosure(props) {
    const h = React.createElement;
    const [open, setOpen] = React.useState(false);
    return h("div", { className: "dt-others" },
      h("button", { type: "button", className: "dt-button", "aria-expanded": open, "aria-controls": props.id,
        onClick: () => setOpen(!open) }, props.title),
      h("div", { id: props.id, hidden: !open }, props.children));
  }

  function Source(props) {
    const h = React.createElement;
    const { source, words, keep, back } = props;
    const [shown, setShown] = React.useState(false);
    return h("li", { className: "dt-source", tabIndex: -1, ref: keep },
      h("span", { className: "dt-source-n", "aria-hidden": true }, source.n),
      h("div", null,
        h("span", { className: "dt-sr" }, D.shared.fill(words.citation, { n: source.n }) + " "),
        h("span", { lang: D.shared.lang(source.text) }, D.shared.rich(D.shared.plain(source.text))),
        source.risk && h("span", { className: "dt-risk" }, words.risk),
        source.address && h("button", { type: "button", className: "dt-small", "aria-expanded": shown,
          onClick: () => setShown(!shown) }, shown ? words.hide_address : words.show_address),
        back && h("button", { type: "button", className: "dt-small", onClick: back }, words.back),
        shown && h("span", { className: "dt-address" }, source.address)));
  }

  function Copy(props) {
    const h = React.createElement;
    const words = props.words;
    const { copy, told } = D.shared.useCopy(props.text, words.copy, words.copied, words.copy_by_hand);
    return h("div", { className: "dt-copy" }, h("button", { type: "button", className: "dt-button", onClick: copy }, words.copy), told);
  }

  D.Copy = Copy;   // words: copy, copied, copy_by_hand

  D.Why = function Why(props) {
    const h = React.createElement;
    const words = props.words || {};
    const why = props.why || {};
    const id = props.id || "dt-why";
    const sources = React.useRef({});
    const [cited, setCited] = React.useState(null); // {n, from}: the source jumped to, and the citation pressed
    React.useEffect(() => setCited(null), [why]);
    React.useEffect(() => {
      const item = cited && sources.current[cited.n];
      if (item) { item.focus(); item.scrollIntoView({ block: "nearest" }); }
    }, [cited]);

    if (!why.title) {
      return h("section", { id: props.id, className: "dt-why", "aria-label": words.panel },
        h("p", { className: "dt-empty" }, D.shared.rich(why.empty)));
    }
    const cite = (n, from) => setCited({ n, from });
    const back = () => { cited.from.focus(); setCited(null); };
    const some = (list) => list && list.length > 0;

    return h("section", { id: props.id, className: "dt-why", "aria-label": words.panel },
      h("h2", { className: "dt-why-title" }, D.shared.rich(why.title)),
      why.lead && h("p", { className: "dt-lead" }, D.shared.rich(why.lead)),
      some(why.choices) && h("label", { className: "dt-choices" },
        h("span", null, D.shared.plain(why.choices_title)),
        h("select", { value: (why.choices.find((choice) => choice.current) || why.choices[0]).id,
          onChange: (event) => D.shared.send(props, { picked: { chosen: event.target.value } }) },
          why.choices.map((choice) => h("option", { key: choice.id, value: choice.id, lang: D.shared.lang(choice.name) },
            [D.shared.plain(choice.name), choice.badge, choice.day ? null : words.always].filter(Boolean).join(" · "))))),
      some(why.steps) && h(Steps, { steps: why.steps, words, cite }),
      some(why.box) && h("div", { className: "dt-box" },
        why.box.map((line, i) => h("p", { key: i }, D.shared.rich(line)))),
      some(why.facts) && h("dl", { className: "dt-facts", "aria-label": words.facts },
        why.facts.map((fact, i) => h("div", { key: i },
          h("dt", null, D.shared.rich(fact.label)), h("dd", null, D.shared.rich(fact.value))))),
      some(why.stop) && h(Disclosure, { key: "stop " + why.title, id: id + "-stop", title: why.stop_title },
        h("div", { className: "dt-box dt-stop" }, why.stop.map((line, i) => h("p", { key: i }, D.shared.rich(line)))),
        h("button", { type: "button", className: "dt-small", onClick: () => D.shared.send(props, { picked: { view: "levers" } }) },
          words.levers)),
      some(why.others) && h(Disclosure, { key: why.title, id: id + "-others", title: why.others_title },
        why.others.map((other, i) => h("div", { key: i, className: "dt-other" },
          h("h3", null, D.shared.rich(other.title)),
          h(Steps, { steps: other.steps || [], words, cite }))),
        why.others_note && h("p", { className: "dt-note" }, D.shared.rich(why.others_note))),
      why.copy_text && h(Copy, { text: why.copy_text, words }),
      some(why.sources) && h("div", { className: "dt-sources" },
        h("h3", null, D.shared.rich(why.sources_title)),
        h("ol", null, why.sources.map((source) => h(Source, {
          key: source.n, source, words, keep: (node) => { sources.current[source.n] = node; },
          back: cited && cited.n === source.n ? back : null,
        })))));
  };
})();
