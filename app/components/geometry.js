// Pure geometry of the trail: where boxes, lines and marks go. Draws nothing, knows no state.
// Positions depend on all nodes of the picture, present or not, so that nothing jumps between worlds.
(function () {
  const D = window.datatrail = window.datatrail || {};

  const SIDE = 10;              // free space left and right of the picture
  const PAD = 8;                // space between bar, text and border
  const ROW_GAP = 20;           // between two boxes of a column: room for lines that skip it and for hanging tags
  const LANE_GAP = 34;          // above the lower lane
  const MIN_BOX = 36, TAG = 17; // smallest height of a box; height of a tag
  const ARROW = 7;              // length of an arrow head
  const GAPS = [1, 1.05, 1.6, 1.2];  // shares of the four gaps: most lines run between systems and bodies
  const VOWEL = /[aeiouyаеёиоуыэюяіў]/i;

  const clamp = (value, low, high) => Math.max(low, Math.min(high, value));
  const round = (value) => Math.round(value * 10) / 10;

  // Cuts one word that is too long for a line, if possible after a vowel, with a hyphen.
  function cut(word, room, measure, size) {
    let end = Math.max(2, word.length - 3);
    while (end > 1 && measure(word.slice(0, end) + "-", size) > room) end -= 1;
    for (let i = end; i > Math.max(2, end - 4); i -= 1) {
      if (VOWEL.test(word[i - 1])) return [word.slice(0, i) + "-", word.slice(i)];
    }
    return [word.slice(0, end) + "-", word.slice(end)];
  }

  // Wraps a text; nothing is ever left out.
  function wrap(text, room, measure, size) {
    const lines = [];
    let line = "";
    const pieces = text.split(/\s+/).filter(Boolean)
      .flatMap((word) => word.split(/(?<=[-/])/).map((part, i) => (i ? "" : " ") + part));
    pieces.forEach((piece) => {
      if (line && measure(line + piece, size) <= room) { line += piece; return; }
      if (line) lines.push(line);
      line = piece.trim();
      while (measure(line, size) > room && line.length > 3) {
        const [head, rest] = cut(line, room, measure, size);
        lines.push(head);
        line = rest;
      }
    });
    return line ? lines.concat(line) : lines;
  }

  // Widths of columns and gaps: each column holds its longest word if it can, those with long names get more of
  // the rest. In a frame below 700 px the picture keeps a width of its own and scrolls.
  function columnsOf(nodes, available, measure, size, count, bar) {
    const sum = (list) => list.reduce((a, b) => a + b, 0);
    const names = Array.from({ length: count }, (_, i) => nodes.filter((n) => n.column === i).map((n) => D.shared.plain(n.name)));
    const longest = names.map((list) => bar + 2 * PAD + 1
      + Math.max(60, ...list.flatMap((name) => name.split(/[\s-]+/)).map((word) => measure(word, size))));
    const needed = clamp(sum(longest) + (count - 1) * 30 + 2 * SIDE, 640, 800);
    const width = available < 700 ? Math.max(available, needed) : available;

    const lengths = names.map((list) => list.map((name) => measure(name, size)).sort((a, b) => b - a));
    const weights = lengths.map((list) => clamp(Math.sqrt(list[Math.floor(list.length / 5)] || 0), 11, 17));
    const shares = Array.from({ length: count - 1 }, (_, i) => GAPS[i] || 1);
    const wanted = clamp(width * 0.27, 30 * (count - 1), 420);
    const free = clamp(width - 2 * SIDE - sum(longest), Math.min(wanted, 36 * (count - 1)), wanted);
    const rest = width - 2 * SIDE - free - sum(longest);
    const widths = longest.map((least, i) => rest > 0
      ? least + rest * weights[i] / sum(weights) : least * (1 + rest / sum(longest)));
    let x = SIDE;
    return { width, columns: widths.map((wide, i) => {
      const column = { left: x, right: x + wide, width: wide, gap: i < count - 1 ? free * shares[i] / sum(shares) : SIDE };
      x = column.right + column.gap;
      return column;
    }) };
  }

  // Places for boxes, column titles and the lower lane. `bar`: width of the bar that tells the role.
  function place(picture, available, measure, size, bar) {
    const titles = picture.columns || [];
    const count = Math.max(2, titles.length);
    const all = picture.nodes || [];
    const { width, columns } = columnsOf(all, available, measure, size, count, bar);
    const lineHeight = Math.round(size * 1.2), small = size - 1;

    const heads = titles.map((entry, i) => ({
      x: columns[i].left,
      lines: wrap(D.shared.plain(entry.title), columns[i].width + Math.max(columns[i].gap - 12, 8), (t, s) => measure(t, s, true), small),
    }));
    const top = 14 + Math.max(1, ...heads.map((head) => head.lines.length)) * lineHeight + 8;

    const drafts = all.map((node) => {
      const column = columns[clamp(node.column, 0, count - 1)], room = column.width - bar - 2 * PAD;
      const name = wrap(D.shared.plain(node.name), room, measure, size);
      const note = node.note ? wrap(D.shared.plain(node.note), room, measure, small) : [];
      const textHeight = name.length * lineHeight + note.length * (lineHeight - 1);
      return { node, column, name, note, textHeight, height: Math.max(MIN_BOX, textHeight + 2 * PAD - 2) };
    });

    // A lower lane may count its own rows: it always starts under the column's other boxes.
    const rowOf = laneRows(drafts);
    const rows = Math.max(picture.rows || 0, ...drafts.map((draft) => Math.floor(rowOf(draft)) + 1));
    const heights = new Array(rows + 1).fill(MIN_BOX);
    drafts.forEach((draft) => {
      const row = rowOf(draft);
      [Math.floor(row), Math.ceil(row)].forEach((r) => { heights[r] = Math.max(heights[r], draft.height); });
    });
    const tops = [top];
    heights.forEach((height, i) => tops.push(tops[i] + height + ROW_GAP));

    const boxes = new Map();
    drafts.forEach((draft) => {
      const { node, column, height } = draft, row = rowOf(draft), r = Math.floor(row);
      const middle = (i) => tops[i] + heights[i] / 2;
      const centre = middle(r) + (row - r) * (r + 1 < heights.length ? middle(r + 1) - middle(r) : 0)
        + (node.lane === "lower" ? LANE_GAP : 0);
      boxes.set(node.id, Object.assign({}, draft, {
        id: node.id, column: node.column, x: column.left, width: column.width, right: column.right,
        gap: column.gap, y: round(centre - height / 2), centre, textX: column.left + bar + PAD,
      }));
    });
    const lower = [...boxes.values()].filter((b) => b.node.lane === "lower");
    const here = [...boxes.values()].filter((b) => b.node.state !== "absent");
    const lane = lower.some((b) => b.node.state !== "absent")
      ? { x: lower[0].x, width: lower[0].width, y: Math.min(...lower.map((b) => b.y)) - ROW_GAP / 2 } : null;
    const height = Math.max(top + MIN_BOX, ...here.map((b) => b.y + b.height)) + ROW_GAP + 8;
    return { width, height, top, columns, heads, boxes, lane, lineHeight, size, small, bar };
  }

  function laneRows(drafts) {
    const shift = new Map();
    drafts.filter((d) => d.node.lane === "lower").forEach((d) => {
      const same = drafts.filter((o) => o.node.column === d.node.column);
      const under = Math.max(-1, ...same.filter((o) => o.node.lane !== "lower").map((o) => o.node.row)) + 1;
      const first = Math.min(...same.filter((o) => o.node.lane === "lower").map((o) => o.node.row));
      shift.set(d.node.column, Math.max(0, under - first));
    });
    return (draft) => draft.node.row + (draft.node.lane === "lower" ? shift.get(draft.node.column) : 0);
  }

  // Free heights at which a line can pass a column between its boxes; each is given away once.
  function passages(placed) {
    return placed.columns.map((_, index) => {
      const boxes = [...placed.boxes.values()].filter((b) => b.column === index).sort((a, b) => a.y - b.y);
      const edges = [placed.top - 8].concat(boxes.map((b) => b.y + b.height));
      const slots = [];
      edges.forEach((edge, i) => {
        const until = i < boxes.length ? boxes[i].y : placed.height;
        for (let y = edge + 5; y <= until - 4; y += 4) slots.push({ y, lines: 0 });
      });
      return slots;
    });
  }

  function pass(slots, ideal) {
    const cost = (slot) => Math.abs(slot.y - ideal) + slot.lines * 28;
    const best = slots.reduce((a, b) => (cost(b) < cost(a) ? b : a));
    best.lines += 1;
    return best.y;
  }

  // Which way a line takes: forward, a loop beside its column, or back under its own box.
  function plan(link, placed, slots) {
    const from = placed.boxes.get(link.from), to = placed.boxes.get(link.to);
    const kind = to.column > from.column ? "forward" : to.column === from.column ? "loop" : "back";
    const passes = [];
    if (kind === "forward") {
      for (let c = from.column + 1; c < to.column; c += 1) {
        const share = (c - from.column) / (to.column - from.column);
        passes.push({ column: c, y: pass(slots[c], from.centre + share * (to.centre - from.centre)) });
      }
    }
    if (kind === "back") {
      const under = to.centre > from.centre - 1 ? from.y + from.height + 6 : from.y - 6;
      for (let c = from.column; c > to.column; c -= 1) {
        const share = (from.column - c) / (from.column - to.column);
        passes.push({ column: c, y: pass(slots[c], under + share * (to.centre - under)) });
      }
    }
    return { link, from, to, kind, passes };
  }

  // Spreads the ends of lines over the two edges of each box, sorted by where they go.
  function ports(plans) {
    const edges = new Map();
    const add = (box, side, end) => {
      const key = box.id + side;
      if (!edges.has(key)) edges.set(key, { box, ends: [] });
      edges.get(key).ends.push(end);
    };
    plans.forEach((p) => {
      const next = p.passes.length ? p.passes[0].y : p.to.centre;
      const before = p.passes.length ? p.passes[p.passes.length - 1].y : p.from.centre;
      add(p.from, "right", { p, end: "start", key: p.kind === "loop" ? p.to.centre * 3 - p.from.centre * 2 : next });
      add(p.to, p.kind === "forward" ? "left" : "right",
        { p, end: "stop", key: p.kind === "loop" ? p.from.centre * 3 - p.to.centre * 2 : before });
    });
    edges.forEach(({ box, ends }) => {
      ends.sort((a, b) => a.key - b.key || (a.p.link.id < b.p.link.id ? -1 : 1));
      const step = Math.min(7, (box.height - 12) / Math.max(1, ends.length - 1));
      ends.forEach((end, i) => { end.p[end.end] = round(box.centre + (i - (ends.length - 1) / 2) * step); });
    });
  }

  // Lanes beside a column for its loops: loops that overlap in height stand beside each other.
  function loopLanes(plans) {
    const byColumn = new Map();
    plans.filter((p) => p.kind === "loop").forEach((p) => {
      if (!byColumn.has(p.from.column)) byColumn.set(p.from.column, []);
      byColumn.get(p.from.column).push(p);
    });
    byColumn.forEach((loops) => {
      const lanes = [];
      loops.sort((a, b) => Math.abs(a.start - a.stop) - Math.abs(b.start - b.stop));
      loops.forEach((p) => {
        const low = Math.min(p.start, p.stop), high = Math.max(p.start, p.stop);
        let lane = lanes.findIndex((taken) => taken.every(([a, b]) => high + 4 < a || low - 4 > b));
        if (lane < 0) lane = lanes.push([]) - 1;
        lanes[lane].push([low, high]);
        p.lane = lane;
      });
    });
  }

  // A pen that keeps both the path and points along it.
  function pen(x, y) {
    let d = "M" + round(x) + " " + round(y);
    const points = [[x, y]];
    return {
      curve(x1, y1, x2, y2, x3, y3) {
        const [x0, y0] = points[points.length - 1];
        d += "C" + [x1, y1, x2, y2, x3, y3].map(round).join(" ");
        for (let i = 1; i <= 16; i += 1) {
          const t = i / 16, u = 1 - t;
          points.push([u * u * u * x0 + 3 * u * u * t * x1 + 3 * u * t * t * x2 + t * t * t * x3,
            u * u * u * y0 + 3 * u * u * t * y1 + 3 * u * t * t * y2 + t * t * t * y3]);
        }
      },
      straight(x1, y1) {
        const [x0, y0] = points[points.length - 1];
        d += "L" + round(x1) + " " + round(y1);
        for (let i = 1; i <= 8; i += 1) points.push([x0 + (x1 - x0) * i / 8, y0 + (y1 - y0) * i / 8]);
      },
      done: () => ({ d, points }),
    };
  }

  function draw(p, placed) {
    const { from, to, columns } = { from: p.from, to: p.to, columns: placed.columns };
    const line = pen(from.right, p.start);
    let x = from.right, y = p.start;
    const across = (x2, y2) => { const m = (x2 - x) * 0.5; line.curve(x + m, y, x2 - m, y2, x2, y2); x = x2; y = y2; };

    if (p.kind === "forward") {
      p.passes.forEach((via) => {
        const column = columns[via.column];
        across(column.left - 2, via.y);
        x = column.right + 2;
        line.straight(x, y);
      });
      across(to.x - ARROW, p.stop);
      return Object.assign(line.done(), { tip: [to.x, p.stop], heading: 1 });
    }
    if (p.kind === "loop") {
      const out = from.right + Math.min(12 + p.lane * 6, columns[from.column].gap - 8);
      const way = p.stop > p.start ? 1 : -1;
      const r = Math.min(out - from.right, Math.abs(p.stop - p.start) / 2);
      line.curve(out - 2, p.start, out, p.start, out, p.start + way * r);
      line.straight(out, p.stop - way * r);
      line.curve(out, p.stop, out - 2, p.stop, from.right + ARROW, p.stop);
      return Object.assign(line.done(), { tip: [from.right, p.stop], heading: -1 });
    }
    const turn = 16, under = p.passes[0].y;
    line.curve(x + turn, y, x + turn, under, x, under);
    y = under;
    p.passes.forEach((via, i) => {
      const column = columns[via.column];
      if (i) across(column.right + 2, via.y);
      x = column.left - 2;
      line.straight(x, y);
    });
    across(to.right + ARROW, p.stop);
    return Object.assign(line.done(), { tip: [to.right, p.stop], heading: -1 });
  }

  // All lines whose two ends are drawn: path, points along it, tip of the arrow and its heading (1 right, -1 left).
  function route(links, placed) {
    const slots = passages(placed);
    const plans = links.filter((link) => placed.boxes.has(link.from) && placed.boxes.has(link.to))
      .map((link) => plan(link, placed, slots));
    ports(plans);
    loopLanes(plans);
    return new Map(plans.map((p) => [p.link.id, draw(p, placed)]));
  }

  function arrow([x, y], heading) {
    const back = x - heading * ARROW;
    return "M" + round(x) + " " + round(y) + "L" + round(back) + " " + round(y - 3.8) + "V" + round(y + 3.8) + "Z";
  }

  function overlap(a, b) {
    return Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x))
      * Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y));
  }

  // The point at a share of a path's length.
  function along(points, share) {
    const steps = points.slice(1).map((point, i) => Math.hypot(point[0] - points[i][0], point[1] - points[i][1]));
    let left = share * steps.reduce((a, b) => a + b, 0);
    const i = steps.findIndex((step) => { left -= step; return left <= 0; });
    return points[i < 0 ? points.length - 1 : i + 1];
  }

  // Where the pill with a line's marks stands: near its middle, lying or standing, clear of boxes and other pills.
  // sizes: [{width, height, upright}] in order of preference
  function standing(path, sizes, boxes, taken) {
    let best = null;
    [0.5, 0.44, 0.56, 0.37, 0.63, 0.3, 0.7, 0.22, 0.78, 0.14].forEach((share) => {
      const [x, y] = along(path.points, share);
      sizes.forEach((size, i) => {
        const rect = { x: x - size.width / 2, y: y - size.height / 2, width: size.width, height: size.height, upright: size.upright };
        const cost = Math.abs(share - 0.5) * 60 + i * 15
          + boxes.reduce((sum, b) => sum + overlap(rect, b), 0)
          + taken.reduce((sum, b) => sum + 4 * overlap(rect, b), 0);
        if (!best || cost < best.cost) best = Object.assign(rect, { cost });
      });
    });
    return best;
  }

  // The tags of a box, laid along its lower edge and a little into the gap: those that have room, then "+n" for the others.
  function tagRow(tags, box, measure, size) {
    const left = box.x + 10, right = box.right + Math.max(0, box.gap * 0.4 - 4);
    const wide = (text) => measure(text, size) + 12;
    const chip = (text, x) => ({ text, x, y: box.y + box.height - 4, width: wide(text), height: TAG });
    const more = (n) => "+" + n;
    const chips = [];
    let x = left;
    for (let i = 0; i < tags.length; i += 1) {
      const after = tags.length - i - 1, rest = after ? wide(more(after)) + 3 : 0;
      let text = "≈ " + D.shared.plain(tags[i]);
      if (i === 0) while (x + wide(text) + rest > right && text.length > 4) text = text.replace(/.…?$/, "…");
      if (x + wide(text) + rest > right) return chips.concat(chip(more(after + 1), x));
      chips.push(chip(text, x));
      x += wide(text) + 3;
    }
    return chips;
  }

  // All tags of one box in full, one under the other, and the card they stand on.
  function tagCard(tags, box, measure, size, width) {
    const texts = tags.map((tag) => "≈ " + D.shared.plain(tag));
    const wide = Math.max(...texts.map((text) => measure(text, size))) + 12;
    const x = Math.max(6, Math.min(box.x + 10, width - wide - 6)), y = box.y + box.height - 4;
    const chips = texts.map((text, i) => ({ text, x, y: y + i * (TAG + 3), width: measure(text, size) + 12, height: TAG }));
    return { chips, card: { x: x - 5, y: y - 4, width: wide + 10, height: tags.length * (TAG + 3) + 5 } };
  }

  // The box an arrow key leads to: sideways along lines where there are any, else the nearest that way.
  function neighbour(id, key, boxes, links) {
    const here = boxes.find((b) => b.id === id);
    const side = { ArrowRight: 1, ArrowLeft: -1 }[key], down = { ArrowDown: 1, ArrowUp: -1 }[key];
    const closest = (list, cost) => list.reduce((a, b) => (!a || cost(b) < cost(a) ? b : a), null);
    if (side) {
      const ends = new Set(links.filter((l) => (side > 0 ? l.from : l.to) === id).map((l) => (side > 0 ? l.to : l.from)));
      const that = boxes.filter((b) => (b.column - here.column) * side > 0);
      const linked = that.filter((b) => ends.has(b.id));
      return closest(linked.length ? linked : that, (b) => Math.abs(b.column - here.column) * 1e4 + Math.abs(b.centre - here.centre));
    }
    return closest(boxes.filter((b) => b.column === here.column && (b.centre - here.centre) * down > 0),
      (b) => Math.abs(b.centre - here.centre));
  }

  D.geometry = { place, route, arrow, standing, tagRow, tagCard, neighbour };
})();
