// A chart by Plotly, loaded from this server when the first one is shown; and the table that holds every figure of it.
// words: loading, failed (in place of the chart), sort ("Sort by {title}")
(function () {
  const D = window.datatrail = window.datatrail || {};
  const CONFIG = { displayModeBar: false, showSendToCloud: false, plotlyServerURL: "", displaylogo: false, responsive: true, doubleClick: false };
  const PLACE = "/parts/plotly.js";
  let loaded = null;

  // One script for all charts, and one promise of it; after a failure the next chart tries again.
  function load() {
    loaded = loaded || new Promise((done, fail) => {
      const script = document.createElement("script");
      script.src = PLACE;
      script.onload = () => (window.Plotly ? done(window.Plotly) : fail());
      script.onerror = () => { loaded = null; script.remove(); fail(); };
      document.head.appendChild(script);
    });
    return loaded;
  }

  function colours(element) {
    const style = getComputedStyle(element);
    return (name) => style.getPropertyValue("--" + name).trim();
  }

  function layoutOf(chart, colour, font) {
    const axis = { color: colour("muted"), gridcolor: colour("line"), zerolinecolor: colour("line-strong"), fixedrange: true, automargin: true };
    const common = {
      font: { family: font, size: 13, color: colour("ink") }, paper_bgcolor: "transparent", plot_bgcolor: "transparent", dragmode: false,
      margin: { l: 10, r: 44, t: 8, b: 30 }, hoverlabel: { bgcolor: colour("surface"), bordercolor: colour("line-strong"),
        font: { family: font, size: 13, color: colour("ink") } },
    };
    if (chart.kind === "bars") {
      return Object.assign(common, { height: 50 + 26 * chart.rows.length, bargap: 0.35, showlegend: false,
        xaxis: Object.assign({ rangemode: "tozero" }, axis),
        yaxis: Object.assign({}, axis, { autorange: "reversed", ticksuffix: "  ", color: colour("ink"), gridcolor: "transparent", type: "category" }) });
    }
    return Object.assign(common, { height: 300, showlegend: true, legend: { orientation: "h", x: 0, y: 1.16 }, hovermode: "x unified",
      margin: { l: 10, r: 16, t: 30, b: 30 },
      xaxis: Object.assign({ type: "date", hoverformat: "%Y-%m", tickformat: "%Y", ticks: "outside", ticklen: 6, tickcolor: "transparent" }, axis),
      yaxis: Object.assign({ title: { text: chart.axis, font: { size: 13 } }, rangemode: "tozero" },
        Math.max(...chart.high) < 5 ? { dtick: 1 } : null, axis) });   // holdings are whole
  }

  function tracesOf(chart, colour) {
    if (chart.kind === "bars") {
      return [{ type: "bar", orientation: "h", y: chart.rows.map((row) => row.name), x: chart.rows.map((row) => row.value),
        text: chart.rows.map((row) => row.text), textposition: "outside", cliponaxis: false, hoverinfo: "none",
        marker: { color: colour("role-holder") } }];
    }
    const step = { type: "scatter", mode: "lines", x: chart.x };
    return [
      Object.assign({ name: chart.names.low, y: chart.low, line: { shape: "hv", width: 2.5, color: colour("ink") } }, step),
      Object.assign({ name: chart.names.high, y: chart.high, fill: "tonexty", fillcolor: colour("raised"),
        line: { shape: "hv", width: 2, dash: "dot", color: colour("role-holder") } }, step)];
  }

  D.Chart = function Chart(props) {
    const h = React.createElement;
    const { chart, words } = props;
    const box = React.useRef(null);
    const [state, setState] = React.useState("loading"); // loading, drawn, failed
    const [scheme, setScheme] = React.useState(0);
    React.useEffect(() => {
      const dark = window.matchMedia("(prefers-color-scheme: dark)"), turn = () => setScheme((n) => n + 1);
      dark.addEventListener("change", turn);
      return () => dark.removeEventListener("change", turn);
    }, []);
    React.useEffect(() => {
      let here = true;
      load().then((Plotly) => {
        if (!here || !box.current) return;
        const colour = colours(box.current), font = getComputedStyle(box.current).fontFamily;
        Plotly.react(box.current, tracesOf(chart, colour), layoutOf(chart, colour, font), CONFIG);
        setState("drawn");
      }, () => here && setState("failed"));
      return () => { here = false; };
    }, [chart, scheme]);
    React.useEffect(() => {
      const element = box.current;
      return () => { if (window.Plotly && element) window.Plotly.purge(element); };
    }, []);
    return h("div", { className: "dt-chart" },
      state !== "drawn" && h("p", { className: "dt-note", role: "status" }, words[state]),
      h("div", { ref: box, role: "img", "aria-label": D.shared.plain(chart.label), hidden: state === "failed" }),
      chart.kind === "bars" && h("p", { className: "dt-note" }, D.shared.plain(chart.axis)));   // here it wraps; in the picture it would be cut
  };

  // Rows of figures; sorted by the value behind a cell, or by its text. A row that names a thing can be picked.
  const ORDER = { none: "ascending", ascending: "descending", descending: "none" };
  D.Figures = function Figures(props) {
    const h = React.createElement;
    const { id, table, words, pick } = props;
    const [sort, setSort] = React.useState({ at: -1, order: "none" });
    const rows = React.useMemo(() => {
      if (sort.order === "none") return table.rows;
      const collator = new Intl.Collator(document.documentElement.lang || undefined, { numeric: true });
      const sign = sort.order === "ascending" ? 1 : -1;
      const compare = (a, b) => (typeof a.value === "number" ? a.value - b.value : collator.compare(a.value || a.text, b.value || b.text));
      return table.rows.slice().sort((a, b) => sign * compare(a.cells[sort.at], b.cells[sort.at]));
    }, [table, sort]);
    const head = table.columns.map((column, at) => {
      const order = sort.at === at ? sort.order : "none";
      return h("th", { key: column.id, scope: "col", "aria-sort": order, className: at ? "dt-figure" : undefined },
        h("button", { type: "button", className: "dt-sort", title: D.shared.fill(words.sort, { title: column.title }),
          onClick: () => setSort({ at, order: ORDER[order] }) }, D.shared.plain(column.title),
          h("svg", { className: "dt-sort-sign dt-sort-" + order, viewBox: "0 0 8 12", width: 8, height: 12, "aria-hidden": true },
            h("path", { className: "dt-up", d: "M4 0 8 5H0z" }), h("path", { className: "dt-down", d: "M4 12 0 7h8z" }))));
    });
    const cell = (row, entry, at) => (at
      ? h("td", { key: at }, D.shared.rich(entry.text))
      : h("th", { key: at, scope: "row" }, row.picked
        ? h("button", { type: "button", className: "dt-link", onClick: () => pick(row.picked) }, D.shared.rich(entry.text))
        : D.shared.rich(entry.text)));
    return h("div", { className: "dt-scroll", tabIndex: 0, role: "region", "aria-labelledby": id + "-caption" },
      h("table", { className: "dt-table dt-figures" },
        h("caption", { id: id + "-caption" }, h("span", { className: "dt-caption" }, D.shared.rich(table.caption))),
        h("thead", null, h("tr", null, head)),
        h("tbody", null, rows.map((row) => h("tr", { key: row.id }, row.cells.map((entry, at) => cell(row, entry, at)))))));
  };
})();
