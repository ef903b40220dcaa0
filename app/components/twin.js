// The table twin: exactly what the picture contains, as a table and as an outline.
// words: table, outline (names of the two tabs), tabs (name of the tab list), sort ("Sort by {title}"),
//        pick (description of the row buttons), goes_to (heading over an item's links)
(function () {
  const D = window.datatrail = window.datatrail || {};
  const ORDER = { none: "ascending", ascending: "descending", descending: "none" };

  // Rows by group, in the order in which the groups first appear; sorted inside each group.
  function grouped(rows, columns, sort, language) {
    const groups = new Map();
    rows.forEach((row) => {
      if (!groups.has(row.group)) groups.set(row.group, []);
      groups.get(row.group).push(row);
    });
    const at = columns.findIndex((column) => column.id === sort.column);
    if (at < 0 || sort.order === "none") return [...groups];
    const collator = new Intl.Collator(language || undefined, { numeric: true });
    const sign = sort.order === "ascending" ? 1 : -1;
    const text = (row) => D.shared.plain(row.cells[at]);
    return [...groups].map(([group, list]) =>
      [group, list.slice().sort((a, b) => sign * collator.compare(text(a), text(b)))]);
  }

  function Table(props) {
    const h = React.createElement;
    const { id, twin, words, pick } = props;
    const [sort, setSort] = React.useState({ column: null, order: "none" });
    const columns = twin.columns || [];
    const groups = React.useMemo(
      () => grouped(twin.rows || [], columns, sort, document.documentElement.lang), [twin, sort]);
    const turn = (column) => setSort((old) =>
      ({ column, order: old.column === column ? ORDER[old.order] : "ascending" }));

    const head = columns.map((column) => {
      const order = sort.column === column.id ? sort.order : "none";
      return h("th", { key: column.id, scope: "col", "aria-sort": column.sort ? order : undefined },
        column.sort
          ? h("button", {
              type: "button", className: "dt-sort", onClick: () => turn(column.id),
              title: D.shared.fill(words.sort, { title: column.title }),
            }, D.shared.plain(column.title),
              h("svg", { className: "dt-sort-sign dt-sort-" + order, viewBox: "0 0 8 12", width: 8, height: 12, "aria-hidden": true },
                h("path", { className: "dt-up", d: "M4 0 8 5H0z" }),
                h("path", { className: "dt-down", d: "M4 12 0 7h8z" })))
          : D.shared.plain(column.title));
    });

    const line = (row) => h("tr", { key: row.id },
      row.cells.map((cell, i) => i === 0
        ? h("th", { key: i, scope: "row" },
            h("button", { type: "button", className: "dt-link", title: words.pick, onClick: () => pick(row.id) },
              h("span", { lang: D.shared.lang(cell) }, D.shared.rich(D.shared.plain(cell)))))
        : h("td", { key: i, lang: D.shared.lang(cell) }, D.shared.rich(D.shared.plain(cell)))));

    return h("div", { className: "dt-scroll", tabIndex: 0, role: "region", "aria-labelledby": id + "-caption" },
      h("table", { className: "dt-table" },
        h("caption", { id: id + "-caption" },
          h("span", { className: "dt-caption" }, D.shared.rich(twin.caption)),
          twin.summary && h("span", { className: "dt-summary" }, D.shared.rich(twin.summary))),
        h("thead", null, h("tr", null, head)),
        groups.map(([group, rows], i) => h("tbody", { key: i },
          group && h("tr", { className: "dt-group" },
            h("th", { scope: "rowgroup", colSpan: columns.length }, D.shared.rich(group))),
          rows.map(line)))));
  }

  function Outline(props) {
    const h = React.createElement;
    const { twin, words } = props;
    const items = React.useRef({});
    const go = (to) => {
      const item = items.current[to];
      if (item) { item.focus(); item.scrollIntoView({ block: "nearest" }); }
    };
    const link = (target, i) => h("li", { key: i },
      h("button", { type: "button", className: "dt-link", onClick: () => go(target.to) },
        h("span", { lang: D.shared.lang(target) }, D.shared.plain(target))));
    const entry = (item) => h("li", { key: item.id },
      h("span", {
        className: "dt-outline-item", tabIndex: -1, lang: D.shared.lang(item),
        ref: (node) => { items.current[item.id] = node; },
      }, D.shared.rich(D.shared.plain(item))),
      item.links && item.links.length > 0 && h("div", { className: "dt-goes" },
        h("span", { className: "dt-goes-to" }, words.goes_to), h("ul", null, item.links.map(link))));
    return h("ul", { className: "dt-outline" }, (twin.outline || []).map((part, i) =>
      h("li", { key: i }, h("span", { className: "dt-outline-title" }, D.shared.rich(part.title)),
        h("ul", null, (part.items || []).map(entry)))));
  }

  D.Twin = function Twin(props) {
    const h = React.createElement;
    const words = props.words || {};
    const id = props.id || "dt-twin";
    const [open, setOpen] = React.useState("table");
    const tabs = React.useRef({});
    if (!props.twin) return h("div", { id: props.id, className: "dt-twin" });
    const names = ["table", "outline"];

    const turn = (event) => {
      if (!["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) return;
      event.preventDefault();
      const next = event.key === "Home" ? "table" : event.key === "End" ? "outline"
        : names[1 - names.indexOf(open)];
      setOpen(next);
      tabs.current[next].focus();
    };
    const tab = (name) => h("button", {
      key: name, type: "button", role: "tab", id: id + "-tab-" + name, className: "dt-tab",
      "aria-selected": open === name, "aria-controls": id + "-panel-" + name, tabIndex: open === name ? 0 : -1,
      ref: (node) => { tabs.current[name] = node; }, onClick: () => setOpen(name), onKeyDown: turn,
    }, words[name]);
    const panel = (name, content) => h("div", {
      key: name, role: "tabpanel", id: id + "-panel-" + name, "aria-labelledby": id + "-tab-" + name,
      hidden: open !== name,
    }, content);

    return h("div", { id: props.id, className: "dt-twin" },
      h("div", { className: "dt-tabs", role: "tablist", "aria-label": words.tabs }, names.map(tab)),
      panel("table", h(Table, { id, twin: props.twin, words,
        pick: (row) => D.shared.send(props, { picked: row }) })),
      panel("outline", h(Outline, { twin: props.twin, words })));
  };
})();
