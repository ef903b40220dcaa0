// The matrix: who may hold what, one native table as a grid; arrow keys move, Enter picks. Signs and texts, not colours alone.
// matrix: {caption, signs: {change: text}, columns: [{id, name}], rows: [{id, name, under, group, cells: [[column, change]]}]}
(function () {
  const D = window.datatrail = window.datatrail || {};
  const TEXT = { removed: "−", added: "+", same: "=" };
  const LOCK = { gated: "M4 7h8v6H4zM5.6 7V5a2.4 2.4 0 0 1 4.8 0v2", ungated: "M4 7h8v6H4zM5.6 7V3.6a2.4 2.4 0 0 1 4.8 0", mixed: "M4 7h8v6H4zM5.6 7V5a2.4 2.4 0 0 1 4.8 0v2" };

  // The sign of a change, the same in the matrix, in lists and in the legend.
  D.Sign = function Sign(props) {
    const h = React.createElement;
    const { change } = props;
    return h("span", { className: "dt-sign dt-" + change, "aria-hidden": true }, TEXT[change] || h("svg", { viewBox: "0 0 16 16", width: 14, height: 14 },
      h("path", { d: LOCK[change], className: "dt-sign-lock" }),
      change === "mixed" && h("text", { x: 8, y: 12.4, fontSize: 7, textAnchor: "middle" }, "?")));
  };

  let Row = null;   // made once React is there, and drawn again only where its own props change
  function row(props) {
    const h = React.createElement;
    const { row: line, columns, signs, words, first } = props;
    const changes = new Map(line.cells);
    return h("tr", null,
      h("th", { scope: "row" }, h("span", null, D.shared.plain(line.name)), line.under && h("span", { className: "dt-under" }, line.under)),
      columns.map((column, i) => {
        const change = changes.get(column.at), text = change ? signs[change] : words.held;
        return h("td", { key: column.id, className: change ? "dt-cell dt-" + change : "dt-cell", tabIndex: first && !i ? 0 : -1, "data-actor": line.id,
          "data-what": column.id, "aria-label": text,
          title: D.shared.fill(words.cell, { row: line.name, column: column.name, change: text }) },
          change && h("span", { "aria-hidden": true }, TEXT[change] || h(D.Sign, { change })));
      }));
  }

  D.Matrix = function Matrix(props) {
    const h = React.createElement;
    const { id, matrix, words, only, pick } = props;
    Row = Row || React.memo(row);
    const grid = React.useRef(null);
    const { columns, rows } = React.useMemo(() => {
      const counts = (cell) => !only || cell[1] !== "same";
      const there = new Set(matrix.rows.flatMap((row) => row.cells.filter(counts).map((cell) => cell[0])));
      return { columns: matrix.columns.map((column, at) => Object.assign({ at }, column)).filter((column) => there.has(column.at)),
        rows: matrix.rows.filter((row) => row.cells.some(counts)) };
    }, [matrix, only]);

    const at = (cell) => [cell.closest("tr").sectionRowIndex, cell.cellIndex - 1];
    // One cell is in the Tab order: the one that had the focus last.
    const go = (cell) => {
      if (!cell) return;
      grid.current.querySelectorAll("td[tabindex='0']").forEach((each) => { each.tabIndex = -1; });
      cell.tabIndex = 0;
      cell.focus();
    };
    const keys = (event) => {
      const cell = event.target.closest("td");
      if (!cell || event.altKey || event.metaKey) return;
      const lines = [...grid.current.tBodies].flatMap((body) => [...body.rows]).filter((line) => line.cells.length > 1);
      const line = lines.indexOf(cell.closest("tr")), column = at(cell)[1];
      const cellAt = (r, c) => lines[Math.max(0, Math.min(lines.length - 1, r))].cells[Math.max(0, Math.min(columns.length - 1, c)) + 1];
      const step = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0], PageDown: [8, 0], PageUp: [-8, 0] }[event.key];
      if (step) go(cellAt(line + step[0], column + step[1]));
      else if (event.key === "Home") go(cellAt(event.ctrlKey ? 0 : line, 0));
      else if (event.key === "End") go(cellAt(event.ctrlKey ? lines.length : line, columns.length));
      else if (event.key === "Enter" || event.key === " ") pick(cell.dataset.actor, cell.dataset.what);
      else return;
      event.preventDefault();
    };
    const click = (event) => {
      const cell = event.target.closest("td");
      if (cell) { go(cell); pick(cell.dataset.actor, cell.dataset.what); }
    };

    const groups = [];
    rows.forEach((row) => {
      if (!groups.length || groups[groups.length - 1].name !== row.group) groups.push({ name: row.group, rows: [] });
      groups[groups.length - 1].rows.push(row);
    });
    return h("div", { className: "dt-grid-scroll" },
      h("p", { className: "dt-sr", id: id + "-help" }, words.grid_help),
      h("table", { className: "dt-grid", role: "grid", ref: grid, "aria-label": D.shared.plain(matrix.caption), "aria-describedby": id + "-help",
        onKeyDown: keys, onClick: click },
        h("thead", null, h("tr", null, h("th", { scope: "col", className: "dt-grid-corner" }, words.corner),
          columns.map((column) => h("th", { key: column.id, scope: "col", className: "dt-grid-head" }, h("span", null, D.shared.plain(column.name)))))),
        groups.map((group, i) => h("tbody", { key: i },
          h("tr", { className: "dt-grid-group" }, h("th", { scope: "rowgroup", colSpan: columns.length + 1 }, h("span", null, group.name))),
          group.rows.map((line, k) => h(Row, { key: line.id, row: line, columns, signs: matrix.signs, words, first: !i && !k }))))));
  };
})();
