// The trail: a fixed ladder of boxes and lines in SVG. Where things stand is computed in geometry.js.
// words: title (name of the picture), help (keys), selected ("Selected: {label}"), cleared,
//        links_of ("Line {n} of {total}: {label}"), no_links (this box has no lines), lane (title of the lower lane),
//        scroll (name of the scrolling frame on narrow screens)
(function () {
  const D = window.datatrail = window.datatrail || {};
  const ITEM = 17;   // height of a mark in its pill
  const BAR = 6, SHAPE_BAR = 14;   // in comparisons colours belong to the change: roles are grey bars with a shape
  const SHAPES = {
    class: "M0-3.5a3.5 3.5 0 1 1-.01 0z", person: "M0-3.5a3.5 3.5 0 1 1-.01 0z", holder: "M-3.5-3.5h7v7h-7z",
    vendor: "M-3.5-1.5h7v3h-7z", civic: "M-1.5-3.5h3v7h-3z", public: "M-3.5 3.5v-4l3.5-3 3.5 3v4z",
    system: "M0-4.5 4.5 0 0 4.5-4.5 0z", body: "M0-4 4.3 3.5h-8.6z", foreign: "M0 4 4.3-3.5h-8.6z",
    oversight: "M0-4.5a4.5 4.5 0 1 1-.01 0zM0-2.2a2.2 2.2 0 1 0 .01 0z", consequence: "M-4-1.5h2.5V-4h3v2.5H4v3H1.5V4h-3V1.5H-4z",
  };
  const LOCK = "M-4-1h8v6h-8zM-2.4-1v-2a2.4 2.4 0 0 1 4.8 0v2", OPEN = "M-4-1h8v6h-8zM-2.4-1v-3.4a2.4 2.4 0 0 1 4.8 0";
  const SIGNS = { added: "+", removed: "−", same: "=" };   // the gate's changes are locks: closed, open, not settled

  // What a screen reader says at a box: always with the name that is seen.
  function nameOf(node) {
    const name = D.shared.plain(node.name), label = D.shared.plain(node.label);
    return label.includes(name) ? label : name + ". " + label;
  }

  function Box(props) {
    const h = React.createElement;
    const { box, lit, selected, tab } = props;
    const { node } = box, { lineHeight, size, small, bar } = props.placed;
    const names = ["dt-node", "dt-role-" + node.role];
    if (lit) names.push("dt-lit");
    if (selected) names.push("dt-selected");
    if (node.day === false) names.push("dt-held");
    if (node.change) names.push("dt-" + node.change);
    const top = box.y + (box.height - box.textHeight) / 2;
    return h("g", { className: names.join(" ") },
      h("g", { className: "dt-press", role: "button", tabIndex: tab ? 0 : -1, "data-id": node.id,
          "aria-label": nameOf(node), "aria-pressed": selected },
        h("rect", { className: "dt-node-hit", x: box.x - 4, width: box.width + 8,
          y: box.centre - Math.max(44, box.height) / 2, height: Math.max(44, box.height) }),
        h("rect", { className: "dt-node-box", x: box.x, y: box.y, width: box.width, height: box.height, rx: 4 }),
        h("path", { className: "dt-node-bar", d: "M" + (box.x + bar) + " " + box.y + "v" + box.height
          + "h" + (4 - bar) + "a4 4 0 0 1-4-4v-" + (box.height - 8) + "a4 4 0 0 1 4-4z" }),
        bar === SHAPE_BAR && h("path", { className: "dt-node-shape", d: SHAPES[node.role],
          transform: "translate(" + (box.x + bar / 2) + " " + box.centre + ")" }),
        h("rect", { className: "dt-node-ring", x: box.x - 3.5, y: box.y - 3.5, width: box.width + 7, height: box.height + 7, rx: 6 })),
      h("g", { className: "dt-node-text", "aria-hidden": true },
        box.name.map((line, i) => h("text", { key: i, className: "dt-node-name", lang: D.shared.lang(node.name),
          x: box.textX, y: top + (i + 0.76) * lineHeight, fontSize: size }, line)),
        box.note.map((line, i) => h("text", { key: "n" + i, className: "dt-node-note", lang: D.shared.lang(node.note),
          x: box.textX, y: top + box.name.length * lineHeight + (i + 0.76) * (lineHeight - 1), fontSize: small }, line))));
  }

  function Line(props) {
    const h = React.createElement;
    const { link, path, lit, selected } = props;
    const names = ["dt-line", "dt-" + link.style];
    if (link.hollow) names.push("dt-hollow");
    if (link.change) names.push("dt-" + link.change);
    if (lit) names.push("dt-lit");
    return h("g", { className: names.join(" "), role: "button", tabIndex: -1, "data-id": link.id,
        "aria-label": D.shared.plain(link.label), "aria-pressed": selected },
      h("title", null, D.shared.plain(link.label)),
      h("path", { className: "dt-line-hit", d: path.d }),
      h("path", { className: "dt-line-ring", d: path.d }),
      h("path", { className: "dt-line-path", d: path.d }),
      h("path", { className: "dt-line-tip", d: D.geometry.arrow(path.tip, path.heading) }));
  }

  // What the pill on a line says: change; on the lit chain and the line at hand also evidence, contested, gate.
  function marksOf(link, entry, full) {
    const change = changesOf(link);
    if (!full) return change;
    const badges = entry && entry.badge ? [entry.badge] : link.badges || [];
    return badges.map((text) => ({ text }))
      .concat(link.contested ? { text: "⇄" } : [], link.gate ? { gate: link.gate } : [],
        link.change === "same" && !change.length ? { text: SIGNS.same } : change);
  }

  // What changes on a box or line, in signs: +, −, a lock, each with how many where it is not the whole.
  function changesOf(thing) {
    return (thing.marks || []).flatMap((mark) => SIGNS[mark.change] ? { text: mark.text || SIGNS[mark.change] }
      : [{ gate: mark.change }].concat(mark.text ? { text: mark.text } : []));
  }

  // The colour of a pill: what it is drawn as, or the first thing that changes on what stays.
  function colourOf(thing) {
    return thing.change === "same" && (thing.marks || []).length ? thing.marks[0].change : thing.change || "";
  }

  function pillSizes(marks, measure, size) {
    const widths = marks.map((mark) => (mark.gate ? 15 : Math.max(11, measure(mark.text, size, true))));
    const lying = { width: widths.reduce((a, b) => a + b, 0) + 5 * (marks.length - 1) + 13, height: 20, upright: false };
    const upright = { width: Math.max(...widths) + 10, height: ITEM * marks.length + 4, upright: true };
    return { widths, sizes: marks.length > 1 ? [lying, upright] : [lying] };
  }

  function Pill(props) {
    const h = React.createElement;
    const { rect, marks, widths, size } = props;
    let x = rect.x + 6.5;
    return h("g", { className: "dt-pill-mark" + (props.change ? " dt-" + props.change : ""), "aria-hidden": true },
      h("rect", { x: rect.x, y: rect.y, width: rect.width, height: rect.height, rx: 10 }),
      marks.map((mark, i) => {
        const cx = rect.upright ? rect.x + rect.width / 2 : x + widths[i] / 2;
        const cy = rect.upright ? rect.y + 2 + (i + 0.5) * ITEM : rect.y + rect.height / 2;
        x += widths[i] + 5;
        return mark.gate ? h(Gate, { key: i, gate: mark.gate, cx, cy })
          : h("text", { key: i, x: cx, y: cy + size * 0.36, fontSize: size, textAnchor: "middle" }, mark.text);
      }));
  }

  function Gate(props) {
    const h = React.createElement;
    const { gate, cx, cy } = props;
    return h("g", { className: "dt-gate", transform: "translate(" + cx + " " + cy + ")" },
      h("path", { className: "dt-lock", d: gate === "ungated" ? OPEN : LOCK }),
      gate === "paper" && h("path", { className: "dt-slash", d: "M-6 6 6-6" }),
      (gate === "unknown" || gate === "mixed") && h("text", { className: "dt-unknown", x: 0, y: 4.6, fontSize: 7.5, textAnchor: "middle" }, "?"));
  }

  function Tag(props) {
    const h = React.createElement;
    const { chip, size } = props;
    return h("g", { className: "dt-tag" },
      h("rect", { x: chip.x, y: chip.y, width: chip.width, height: chip.height, rx: 8 }),
      h("text", { x: chip.x + 6, y: chip.y + chip.height / 2 + size * 0.35, fontSize: size }, chip.text));
  }

  function Titles(props) {
    const h = React.createElement;
    const { placed, words } = props, { lane, lineHeight, small } = placed;
    return h("g", { "aria-hidden": true },
      placed.heads.map((head, c) => head.lines.map((line, i) => h("text", { key: c + "." + i, className: "dt-head",
        x: head.x, y: 14 + (i + 0.5) * lineHeight, fontSize: small }, line))),
      lane && h("path", { className: "dt-lane", d: "M" + lane.x + " " + (lane.y - 10) + "h" + lane.width }),
      lane && h("text", { className: "dt-head", x: lane.x, y: lane.y + 4, fontSize: small }, D.shared.plain(words.lane)));
  }

  D.Trail = function Trail(props) {
    const h = React.createElement;
    const words = props.words || {}, view = props.view || {}, picture = props.picture || {};
    const shell = React.useRef(null), svg = React.useRef(null), walk = React.useRef(null);
    const frame = D.shared.useFrame(shell);
    const [near, setNear] = React.useState(null);     // under the pointer or focused
    const [stop, setStop] = React.useState(null);     // the one box the Tab key reaches
    const [said, setSaid] = React.useState("");

    const diff = picture.diff || (picture.links || []).some((link) => link.change);
    const placed = React.useMemo(() => D.geometry.place(picture, frame.width, frame.measure, frame.size, diff ? SHAPE_BAR : BAR),
      [picture, frame]);
    const shown = view.shown;
    const boxes = React.useMemo(() => [...placed.boxes.values()].filter(({ node }) => node.state !== "absent"
      && (!shown || shown.nodes.includes(node.id))).sort((a, b) => a.column - b.column || a.y - b.y), [placed, shown]);
    const links = React.useMemo(() => {
      const there = new Set(boxes.map((box) => box.id));
      return (picture.links || []).filter((link) => there.has(link.from) && there.has(link.to)
        && (!shown || shown.links.includes(link.id)));
    }, [picture, boxes, shown]);
    const paths = React.useMemo(() => D.geometry.route(links, placed), [links, placed]);

    const litNodes = new Set(view.nodes || []), chain = new Map((view.links || []).map((entry) => [entry.id, entry]));
    const lit = (link) => chain.has(link.id) || view.selected === link.id;
    const anyLit = litNodes.size > 0 || chain.size > 0;
    const tab = [stop, view.selected].find((id) => boxes.some((box) => box.id === id)) || (boxes[0] && boxes[0].id);
    const labelOf = (id) => {
      const box = placed.boxes.get(id), link = links.find((l) => l.id === id);
      return box ? nameOf(box.node) : link ? D.shared.plain(link.label) : "";
    };

    const pick = (id) => {
      D.shared.send(props, { picked: id });
      setSaid(id ? D.shared.fill(words.selected, { label: labelOf(id) }) : D.shared.plain(words.cleared));
    };
    const focus = (id, text) => {
      const element = [...svg.current.querySelectorAll("[data-id]")].find((e) => e.getAttribute("data-id") === id);
      if (element) { element.focus(); setSaid(text || labelOf(id)); }
    };
    // Shift and an arrow: one after the other, the lines of the box the walk began at.
    const walkLinks = (id, by) => {
      const link = links.find((l) => l.id === id);
      const from = link && walk.current ? walk.current : link ? link.from : id;
      walk.current = from;
      const own = links.filter((l) => l.from === from || l.to === from);
      if (!own.length) { setSaid(D.shared.plain(words.no_links)); return; }
      const at = own.indexOf(link), n = at < 0 ? (by > 0 ? 0 : own.length - 1) : (at + by + own.length) % own.length;
      focus(own[n].id, D.shared.fill(words.links_of, { n: n + 1, total: own.length, label: own[n].label }));
    };
    const goNext = (id, key) => {
      const link = links.find((l) => l.id === id);
      if (link) return focus({ ArrowRight: link.to, ArrowLeft: link.from }[key] || walk.current || link.from);
      const next = D.geometry.neighbour(id, key, boxes, links);
      return next && focus(next.id);
    };
    const keys = (event) => {
      const id = event.target.getAttribute("data-id");
      if (!id || event.altKey || event.ctrlKey || event.metaKey) return;
      const sideways = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (event.key === "Enter" || event.key === " ") pick(id);
      else if (event.key === "Escape") { if (!placed.boxes.has(id)) focus(walk.current); pick(null); }
      else if (event.shiftKey && sideways) walkLinks(id, sideways);
      else if (!event.shiftKey && event.key.startsWith("Arrow")) goNext(id, event.key);
      else return;
      event.preventDefault();
    };
    // Wide hit paths of lines lie over each other: the pointer means the one whose own path is nearest.
    const owner = (event) => {
      const top = event.target.closest("[data-id]");
      if (!top || !top.querySelector(".dt-line-hit") || event.clientX === undefined) return top && top.getAttribute("data-id");
      const box = svg.current.getBoundingClientRect(), scale = svg.current.viewBox.baseVal.width / box.width || 1;
      const x = (event.clientX - box.left) * scale, y = (event.clientY - box.top) * scale;
      let best = [Infinity, top];
      document.elementsFromPoint(event.clientX, event.clientY).forEach((each) => {
        const line = each.classList.contains("dt-line-hit") && each.closest("[data-id]");
        if (!line) return;
        for (let at = 0, end = each.getTotalLength(); at <= end; at += 3) {
          const point = each.getPointAtLength(at), away = Math.hypot(point.x - x, point.y - y);
          if (away < best[0]) best = [away, line];
        }
      });
      return best[1].getAttribute("data-id");
    };
    const click = (event) => {
      const id = owner(event);
      if (id || view.selected) pick(id);
    };
    const focused = (event) => {
      const id = owner(event);
      setNear(id);
      if (placed.boxes.has(id)) { setStop(id); walk.current = null; }
    };

    // Tags that have no room on their box unfold while it is focused or under the pointer.
    const told = view.shown && view.shown.tags;   // a lesson names the tags that are out already
    const tagsOf = (node) => (node.tags || []).filter((tag) => !told || told.includes(tag.id));
    const tags = boxes.filter((box) => tagsOf(box.node).length).map((box) => {
      const list = tagsOf(box.node), chips = D.geometry.tagRow(list, box, frame.measure, placed.small);
      const whole = chips.length === list.length && !chips[0].text.endsWith("…") && chips.every(({ text }) => text[0] !== "+");
      return near === box.id && !whole
        ? Object.assign({ box }, D.geometry.tagCard(list, box, frame.measure, placed.small, placed.width)) : { box, chips };
    }).sort((a, b) => Boolean(a.card) - Boolean(b.card));

    const markSize = Math.max(11, frame.size - 2.5), taken = tags.flatMap(({ chips }) => chips);
    // On a box of both worlds, how much of what it holds changes: pills on its upper edge, from the right.
    const counts = diff ? boxes.flatMap((box) => {
      let right = box.right + 5;
      return (box.node.marks || []).slice().reverse().map((mark) => {
        const marks = changesOf({ marks: [mark] }), { widths, sizes } = pillSizes(marks, frame.measure, markSize);
        const under = placed.lane && Math.abs(box.y - placed.lane.y) < 30;   // not over the title of the lane
        const rect = { x: right - sizes[0].width, y: box.y - (under ? 2 : 11), width: sizes[0].width, height: 18 };
        right = rect.x + 2;
        taken.push(rect);
        return h(Pill, { key: box.id + mark.change, rect, marks, widths, size: markSize, change: mark.change });
      });
    }) : [];
    const pills = links.map((link) => ({ link, marks: marksOf(link, chain.get(link.id), lit(link) || link.id === near) }))
      .filter(({ marks }) => marks.length).map(({ link, marks }) => {
        const { widths, sizes } = pillSizes(marks, frame.measure, markSize);
        const rect = D.geometry.standing(paths.get(link.id), sizes, boxes, taken);
        taken.push(rect);
        return h(Pill, { key: link.id, rect, marks, widths, size: markSize, change: colourOf(link) });
      });

    const helpId = (props.id || "dt-trail") + "-help";
    const wider = placed.width > frame.width;
    const classes = ["dt-picture"];
    if (anyLit) classes.push("dt-has-lit");
    if (diff) classes.push("dt-diff");

    return h("div", { id: props.id, className: "dt-trail", ref: shell },
      h("div", Object.assign({ className: "dt-trail-scroll" }, wider
        ? { tabIndex: 0, role: "region", "aria-label": words.scroll } : null),
        h("svg", {
          ref: svg, className: classes.join(" "), role: "group", "aria-label": words.title, "aria-describedby": helpId,
          viewBox: "0 0 " + placed.width + " " + placed.height, width: placed.width, height: placed.height,
          onKeyDown: keys, onClick: click, onFocus: focused, onBlur: () => setNear(null),
          onPointerOver: (event) => { if (event.pointerType === "mouse") setNear(owner(event)); },
          onPointerLeave: () => setNear(null),
        },
          h(Titles, { placed, words }),
          h("g", null, links.map((link) => h(Line, { key: link.id, link, path: paths.get(link.id),
            lit: lit(link), selected: view.selected === link.id }))),
          h("g", { className: "dt-over", "aria-hidden": true }, links.filter(lit).map((link) => h("g", { key: link.id,
            className: "dt-line dt-lit dt-" + link.style + (link.hollow ? " dt-hollow" : "") },
            h("path", { className: "dt-line-path", d: paths.get(link.id).d }),
            h("path", { className: "dt-line-tip", d: D.geometry.arrow(paths.get(link.id).tip, paths.get(link.id).heading) })))),
          h("g", null, boxes.map((box) => h(Box, { key: box.id, box, placed, lit: litNodes.has(box.id),
            selected: view.selected === box.id, tab: tab === box.id }))),
          h("g", { className: "dt-tags", "aria-hidden": true }, tags.map(({ box, chips, card }) => h("g", { key: box.id },
            card && h("rect", Object.assign({ className: "dt-tag-card", rx: 6 }, card)),
            chips.map((chip, i) => h(Tag, { key: i, chip, size: placed.small }))))),
          h("g", { className: "dt-marks" }, counts, pills))),
      h("p", { className: "dt-help", id: helpId }, words.help),
      picture.more && h("p", { className: "dt-more" }, D.shared.rich(picture.more)),
      h("p", { className: "dt-sr", "aria-live": "polite" }, said));
  };
})();
