// The smallest changes as cards, what the finding rests on beneath, and the weights of the acts as a chart with its table.
// words: levers (name of the region), apply (button of a card), applied (said aloud), both (between the acts of one card),
//        more ("{n} more", of the ways behind a fold)
(function () {
  const D = window.datatrail = window.datatrail || {};
  const FEW = 4;   // ways shown at once

  function Because(props) {
    const h = React.createElement;
    const { because } = props;
    return h("div", { className: "dt-because" },
      h("h3", null, because.title),
      h("ol", { className: "dt-steps" }, because.steps.map((step, i) => h("li", { key: i, className: "dt-step" },
        h("span", { className: "dt-step-n", "aria-hidden": true }, i + 1),
        h("div", { className: "dt-step-body" }, h("p", null, D.shared.rich(step.sentence), " ",
          step.badge && h("span", { className: "dt-badge", title: step.badge_title }, step.badge)),
          (step.basis || step.citations.length > 0) && h("p", { className: "dt-basis" }, step.basis, " ",
            step.citations.map((n) => "[" + n + "] ")))))),
      because.sources.length > 0 && h("details", { className: "dt-fold" }, h("summary", null, because.sources_title),
        h("ul", { className: "dt-plain" }, because.sources.map((source) => h("li", { key: source.n }, "[" + source.n + "] " + source.text)))));
  }

  function Card(props) {
    const h = React.createElement;
    const { card, words, apply } = props;
    return h("li", { className: "dt-lever" },
      h("ul", { className: "dt-plain" }, card.acts.map((act, i) => h("li", { key: i },
        i > 0 && h("span", { className: "dt-both" }, words.both + " "), h("b", null, act.name), act.note && h("span", { className: "dt-note" }, " " + act.note)))),
      h("button", { type: "button", className: "dt-button", onClick: () => apply(card.repealed),
        "aria-label": words.apply + ": " + card.acts.map((act) => act.name).join(", ") }, words.apply));
  }

  function Cuts(props) {
    const h = React.createElement;
    const { found, words, apply } = props;
    return h("div", { className: "dt-cut" },
      found.side && h("h3", null, found.side),
      h("p", null, D.shared.rich(found.lead)),
      found.cards.length > 0 && h("ul", { className: "dt-levers-cards" }, found.cards.map((card, i) => h(Card, { key: i, card, words, apply }))),
      found.alone.length > 0 && h("ul", { className: "dt-plain dt-alone" }, found.alone.map((text, i) => h("li", { key: i }, D.shared.rich(text)))),
      found.because && h(Because, { because: found.because }),
      found.complete && h("p", { className: "dt-note" }, found.complete));
  }

  // The first few ways; the rest behind a fold, for each can be a long list of sources.
  function Ways(props) {
    const h = React.createElement;
    const { ways, more } = props, list = (some) => h("ul", null, some.map((way, i) => h("li", { key: i }, D.shared.rich(way))));
    return h("div", null, list(ways.slice(0, FEW)), ways.length > FEW && h("details", { className: "dt-fold" },
      h("summary", null, D.shared.fill(more, { n: ways.length - FEW })), list(ways.slice(FEW))));
  }

  function Weights(props) {
    const h = React.createElement;
    const { id, weights, words, send } = props;
    return h("div", { className: "dt-weights" },
      h("h2", null, weights.title),
      h("label", { className: "dt-choices" }, h("span", null, weights.label),
        h("select", { value: weights.measure, onChange: (event) => send({ measure: event.target.value }) },
          weights.measures.map((measure) => h("option", { key: measure.value, value: measure.value }, measure.text)))),
      h("p", null, D.shared.rich(weights.none || weights.lead)),
      !weights.none && h("div", { className: "dt-beside" },
        h(D.Chart, { chart: weights.chart, words: weights.chart_words }),
        h(D.Figures, { id: id + "-weights", table: weights.table, words: weights.chart_words })),
      weights.idle && h("p", { className: "dt-note" }, D.shared.rich(weights.idle)),
      weights.refused.length > 0 && h("ul", { className: "dt-plain" }, weights.refused.map((text, i) => h("li", { key: i, className: "dt-note" }, text))),
      h("p", { className: "dt-note" }, D.shared.rich(weights.note)));
  }

  D.Levers = function Levers(props) {
    const h = React.createElement;
    const words = props.words || {}, levers = props.levers, id = props.id || "dt-levers";
    const [said, setSaid] = React.useState("");
    if (!levers) return h("div", { id: props.id, className: "dt-levers" });
    const send = (picked) => D.shared.send(props, { picked });
    const apply = (repealed) => { send({ repealed }); setSaid(words.applied); };
    return h("section", { id: props.id, className: "dt-levers dt-leaf", "aria-label": words.levers },
      levers.ask ? h("p", { className: "dt-lead" }, D.shared.rich(levers.ask)) : h("h2", null, D.shared.plain(levers.title)),
      levers.cuts.map((found, i) => h(Cuts, { key: i, found, words, apply })),
      levers.notes.length > 0 && h("p", { className: "dt-note" }, levers.notes.join(" ")),
      levers.deeper.length > 0 && h("div", { className: "dt-deeper" }, levers.deeper.map((part) => h("div", { key: part.over },
        h("h3", null, part.title), h("p", null, D.shared.rich(part.lead)),
        part.ways.length > 1 && h(Ways, { ways: part.ways, more: words.more }),
        part.complete && h("p", { className: "dt-note" }, part.complete)))),
      h("p", { className: "dt-sr", role: "status" }, said),
      h(Weights, { id, weights: levers.weights, words, send }));
  };
})();
