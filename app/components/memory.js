// What is still held month by month: a band between at least and at most, and the tables with every figure.
// words: memory (name of the region)
(function () {
  const D = window.datatrail = window.datatrail || {};

  D.Memory = function Memory(props) {
    const h = React.createElement;
    const words = props.words || {}, memory = props.memory, id = props.id || "dt-memory";
    if (!memory) return h("div", { id: props.id, className: "dt-memory" });
    const pick = (picked) => D.shared.send(props, { picked });
    return h("section", { id: props.id, className: "dt-memory dt-leaf", "aria-label": words.memory },
      h("h2", null, D.shared.plain(memory.title)),
      h("p", { className: "dt-lead" }, memory.none || memory.lead.map((text, i) => h("span", { key: i }, D.shared.rich(text), " "))),
      !memory.none && h(D.Chart, { chart: memory.chart, words: memory.chart_words }),
      h("p", { className: "dt-note" }, D.shared.rich(memory.note)),
      !memory.none && h("div", { className: "dt-beside" },
        h(D.Figures, { id: id + "-months", table: memory.twin, words: memory.chart_words, pick }),
        h(D.Figures, { id: id + "-rows", table: memory.table, words: memory.chart_words, pick })));
  };
})();
