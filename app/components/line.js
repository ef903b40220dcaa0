// The line underneath: the timeline with steps of the spread, ticks of the law, a handle that goes from change to change.
// words: play, pause, next (name of the button where motion is reduced), handle (name of the slider),
//        date (label of the exact date field), help (keys of the slider, for screen readers)
(function () {
  const D = window.datatrail = window.datatrail || {};
  const HEIGHT = 112, TOP = 34, BASE = 86, SIDE = 16;
  const PLAY = 1200, JUMP = 5, LABEL = 13;

  const day = (iso) => Math.round(Date.parse(iso + "T00:00:00Z") / 864e5);
  const iso = (number) => new Date(number * 864e5).toISOString().slice(0, 10);
  const clamp = (value, low, high) => Math.max(low, Math.min(high, value));

  // The outline of a step area: each step lasts until the next one.
  function area(steps, x, y, end, key) {
    if (!steps.length) return "";
    let d = "M" + x(day(steps[0].on)) + " " + y(0);
    steps.forEach((step, i) => {
      const until = i + 1 < steps.length ? x(day(steps[i + 1].on)) : end;
      d += "V" + y(step[key]) + "H" + until;
    });
    return d + "V" + y(0) + "Z";
  }

  // Years on the axis: as many labels as have room.
  function years(first, last, x) {
    const from = new Date(first * 864e5).getUTCFullYear(), to = new Date(last * 864e5).getUTCFullYear();
    const all = [];
    for (let year = from; year <= to + 1; year += 1) {
      const at = day(year + "-01-01");
      if (at >= first && at <= last) all.push({ year, x: x(at) });
    }
    const room = all.length > 1 ? all[1].x - all[0].x : 100;
    const every = [1, 2, 5, 10].find((n) => n * room >= 46) || 20;
    return all.map((entry) => Object.assign(entry, { named: entry.year % every === 0 }));
  }

  // A tick keeps its label where it does not touch another one, in two rows; otherwise only the line stays.
  function ticks(list, x, width, measure) {
    const ends = [-Infinity, -Infinity];
    return (list || []).map((tick) => ({ tick, x: x(day(tick.on)) })).sort((a, b) => a.x - b.x).map((entry) => {
      const room = measure(D.shared.plain(entry.tick.text), LABEL);
      const left = entry.x + 4 + room > width ? entry.x - 4 - room : entry.x + 4;
      const row = ends.findIndex((end) => left > end + 5);
      if (row >= 0) ends[row] = left + room;
      return Object.assign(entry, { row, left });
    });
  }

  D.Line = function Line(props) {
    const h = React.createElement;
    const words = props.words || {};
    const line = props.line;
    const box = React.useRef(null), handle = React.useRef(null), dragging = React.useRef(false);
    const frame = D.shared.useFrame(box);
    const [moved, setAt] = React.useState(null);   // the handle moves at once; the text follows with the props
    const at = moved || (line ? line.at : null);
    const [playing, setPlaying] = React.useState(false);
    const asked = React.useRef(at);
    React.useEffect(() => { if (line && !dragging.current) { asked.current = line.at; setAt(line.at); } }, [line && line.at]);

    const changes = (line && line.changes || []).slice().sort();
    const move = (to) => {
      if (!to || to === asked.current) return;
      asked.current = to;
      setAt(to);
      D.shared.send(props, { picked: { on: to } });
    };
    const step = (count) => {
      const later = changes.filter((on) => on > asked.current), earlier = changes.filter((on) => on < asked.current).reverse();
      const way = count > 0 ? later : earlier;
      return way.length ? way[Math.min(Math.abs(count), way.length) - 1] : null;
    };
    React.useEffect(() => {
      if (!playing) return undefined;
      const timer = setInterval(() => { const next = step(1); if (next) move(next); else setPlaying(false); }, PLAY);
      return () => clearInterval(timer);
    }, [playing, line]);

    if (!line) return h("div", { id: props.id, className: "dt-timeline", ref: box });
    const first = day(line.first), last = day(line.last), width = frame.width;
    const x = (number) => SIDE + (clamp(number, first, last) - first) / Math.max(1, last - first) * (width - 2 * SIDE);
    const steps = (line.steps || []).slice().sort((a, b) => (a.on < b.on ? -1 : 1));
    const top = Math.max(1, ...steps.map((entry) => entry.high));
    const y = (value) => BASE - value / top * (BASE - TOP);
    const still = window.matchMedia && window.matchMedia("(prefers-reduced-motion: reduce)").matches;

    const keys = (event) => {
      const target = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: JUMP, PageDown: -JUMP }[event.key];
      const end = { Home: changes[0], End: changes[changes.length - 1] }[event.key];
      if (!target && !end) return;
      event.preventDefault();
      setPlaying(false);
      move(end || step(target));
    };
    // Where the pointer is: the nearest change, or with Shift the exact day.
    const under = (event) => {
      const frameBox = event.currentTarget.getBoundingClientRect();
      const share = ((event.clientX - frameBox.left) * width / frameBox.width - SIDE) / (width - 2 * SIDE);
      const exact = clamp(Math.round(first + share * (last - first)), first, last);
      if (event.shiftKey || !changes.length) return iso(exact);
      return changes.reduce((best, on) => Math.abs(day(on) - exact) < Math.abs(day(best) - exact) ? on : best);
    };
    const down = (event) => {
      if (event.button !== 0) return;
      dragging.current = true;
      setPlaying(false);
      event.currentTarget.setPointerCapture(event.pointerId);
      handle.current.focus({ preventScroll: true });
      setAt(under(event));
    };
    const drag = (event) => { if (dragging.current) setAt(under(event)); };
    const up = (event) => { if (dragging.current) { dragging.current = false; move(under(event)); } };
    const cancel = () => { dragging.current = false; setAt(asked.current); };
    const play = () => { if (still) move(step(1)); else setPlaying(!playing && Boolean(step(1))); };
    const exact = (event) => {
      const value = event.target.value; // while a year is typed, the browser offers 0002, 0020 …
      if (value >= line.first && value < "2100") { setPlaying(false); move(value); }
    };

    const hx = x(day(at)), law = ticks(line.ticks, x, width, frame.measure);
    return h("div", { id: props.id, className: "dt-timeline", ref: box },
      h("div", { className: "dt-timeline-head" },
        h("button", { type: "button", className: "dt-play", onClick: play,
          "aria-label": still ? words.next : playing ? words.pause : words.play },
          h("svg", { viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": true },
            h("path", { d: playing ? "M3 2h4v12H3zM9 2h4v12H9z" : still ? "M2 2l8 6-8 6zM11 2h3v12h-3z" : "M3 1l11 7-11 7z" }))),
        h("span", { className: "dt-at" }, D.shared.rich(line.at_text)),
        h("span", { className: "dt-timeline-title" }, D.shared.rich(line.title)),
        h("label", { className: "dt-date" }, h("span", null, words.date),
          h("input", { type: "date", min: line.first, value: at, onChange: exact }))),
      line.beyond && h("p", { className: "dt-note" }, D.shared.rich(line.beyond)),
      h("p", { className: "dt-sr", id: (props.id || "dt-line") + "-help" }, words.help),
      h("svg", { className: "dt-timeline-picture", viewBox: "0 0 " + width + " " + HEIGHT, width, height: HEIGHT,
        onPointerDown: down, onPointerMove: drag, onPointerUp: up, onPointerCancel: cancel },
        h("rect", { className: "dt-timeline-ground", x: 0, y: 0, width, height: HEIGHT }),
        h("g", { "aria-hidden": true },
          h("path", { className: "dt-area-high", d: area(steps, x, y, x(last), "high") }),
          h("path", { className: "dt-area-low", d: area(steps, x, y, x(last), "low") }),
          h("path", { className: "dt-axis", d: "M" + SIDE + " " + BASE + "H" + (width - SIDE) }),
          steps.length > 0 && h("text", { className: "dt-year", x: 0, y: TOP + 6 }, top),
          years(first, last, x).map((entry) => h("g", { key: entry.year },
            h("path", { className: "dt-axis", d: "M" + entry.x + " " + BASE + "v" + (entry.named ? 6 : 3) }),
            entry.named && h("text", { className: "dt-year", x: entry.x, y: BASE + 21, textAnchor: "middle" }, entry.year))),
          law.map((entry, i) => h("g", { key: i },
            h("title", null, D.shared.plain(entry.tick.label)),
            h("path", { className: "dt-tick", d: "M" + entry.x + " " + [TOP - 4, 4, 18][entry.row + 1] + "V" + BASE }),
            h("path", { className: "dt-tick-hit", d: "M" + entry.x + " 0V" + BASE }))),
          law.filter((entry) => entry.row >= 0).map((entry, i) => h("text", { key: "t" + i, className: "dt-tick-text",
            x: entry.left, y: entry.row ? 28 : 13 }, D.shared.plain(entry.tick.text)))),
        h("g", {
          className: "dt-handle", ref: handle, role: "slider", tabIndex: 0, "aria-label": words.handle,
          "aria-valuemin": first, "aria-valuemax": last, "aria-valuenow": clamp(day(at), first, last),
          "aria-valuetext": D.shared.plain(line.at_text), "aria-describedby": (props.id || "dt-line") + "-help",
          onKeyDown: keys,
        },
          h("rect", { className: "dt-handle-hit", x: hx - 22, y: TOP, width: 44, height: HEIGHT - TOP }),
          h("path", { className: "dt-handle-line", d: "M" + hx + " 4V" + BASE }),
          h("circle", { className: "dt-handle-ring", cx: hx, cy: BASE, r: 12 }),
          h("circle", { className: "dt-handle-dot", cx: hx, cy: BASE, r: 8 }))));
  };
})();
