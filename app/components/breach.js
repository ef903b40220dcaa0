// What a leak of one holder would mean for the person: what is out, what follows; and leaks that happened.
// words: breach (name of the region), follows (name of the list of conclusions), look (button)
(function () {
  const D = window.datatrail = window.datatrail || {};

  function Found(props) {
    const h = React.createElement;
    const { found, level, words } = props;
    return h(React.Fragment, null,
      h(level, null, D.shared.plain(found.title)),
      h("p", null, D.shared.rich(found.out_title)),
      h("ul", { className: "dt-chips" }, found.out.map((text, i) => h("li", { key: i }, text))),
      h("p", { className: "dt-follows" }, D.shared.rich(found.inferred_title)),
      found.inferred.length > 0 && h("ol", { className: "dt-inferred", "aria-label": words.follows }, found.inferred.map((step, i) => h("li", { key: i, className: "dt-step" },
        h("span", { className: "dt-step-n", "aria-hidden": true }, i + 1),
        h("div", { className: "dt-step-body" }, h("b", null, D.shared.plain(step.conclusion)), " ", h("span", { className: "dt-badge" }, "≈"),
          h("p", { className: "dt-note" }, step.premises, " · ", step.name))))));
  }

  D.Breach = function Breach(props) {
    const h = React.createElement;
    const words = props.words || {}, breach = props.breach;
    if (!breach) return h("div", { id: props.id, className: "dt-breach" });
    const choose = (selected) => D.shared.send(props, { picked: { selected, chosen: "" } });
    return h("section", { id: props.id, className: "dt-breach dt-leaf", "aria-label": words.breach },
      h("p", { className: "dt-lead" }, D.shared.rich(breach.lead)),
      h("label", { className: "dt-choices" }, h("span", null, breach.label),
        h("select", { value: breach.chosen, onChange: (event) => choose(event.target.value) },
          h("option", { value: "" }, breach.nobody),
          breach.groups.map((group) => h("optgroup", { key: group.title, label: group.title },
            group.options.map((option) => h("option", { key: option.value, value: option.value }, option.text)))))),
      breach.found && h("div", { className: "dt-found" }, h(Found, { found: breach.found, level: "h2", words })),
      h("p", { className: "dt-note" }, D.shared.rich(breach.note)),
      breach.presets.length > 0 && h("div", { className: "dt-happened" },
        h("h2", null, breach.happened),
        breach.presets.map((preset, i) => h("details", { key: i, className: "dt-fold" },
          h("summary", null, preset.date + ": " + D.shared.plain(preset.title)),
          preset.note && h("p", { className: "dt-note" }, D.shared.rich(preset.note)),
          h(Found, { found: Object.assign({}, preset, { title: preset.actor }), level: "h3", words }),
          preset.selected && h("button", { type: "button", className: "dt-button", onClick: () => choose(preset.selected) }, words.look)))));
  };
})();
