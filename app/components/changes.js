// The days of change as a list: what began or ended, what was added and taken, and a way to go to that day.
// words: changes (name of the region), newest, oldest (the two orders), order (name of the choice), go, now (mark of the day shown)
(function () {
  const D = window.datatrail = window.datatrail || {};

  // A long list is built only once it is unfolded.
  function Fold(props) {
    const h = React.createElement;
    const { list } = props;
    const [open, setOpen] = React.useState(false);
    return h("details", { className: "dt-fold", open, onToggle: (event) => setOpen(event.target.open) },
      h("summary", null, h(D.Sign, { change: list.key }), " ", D.shared.plain(list.title)),
      open && h("dl", { className: "dt-groups" }, list.groups.map((group, i) => h("div", { key: i },
        h("dt", null, D.shared.plain(group.name)), h("dd", null, group.items.join(", "))))));
  }

  D.Changes = function Changes(props) {
    const h = React.createElement;
    const words = props.words || {}, changes = props.changes;
    const [newest, setNewest] = React.useState(true);
    if (!changes) return h("div", { id: props.id, className: "dt-changes" });
    const days = newest ? changes.days.slice().reverse() : changes.days;
    const order = (value, text) => h("label", { key: text, className: "dt-check" },
      h("input", { type: "radio", name: (props.id || "dt-changes") + "-order", checked: newest === value, onChange: () => setNewest(value) }), " ", text);
    return h("section", { id: props.id, className: "dt-changes dt-leaf", "aria-label": words.changes },
      h("p", { className: "dt-lead" }, D.shared.rich(changes.none || changes.lead), " ", h("span", { className: "dt-note" }, changes.scope)),
      changes.days.length > 1 && h("div", { role: "radiogroup", "aria-label": words.order, className: "dt-orders" },
        order(true, words.newest), order(false, words.oldest)),
      h("ol", { className: "dt-days" }, days.map((day) => h("li", { key: day.on, className: day.now ? "dt-day dt-now" : "dt-day" },
        h("div", { className: "dt-day-head" },
          h("h2", null, D.shared.plain(day.date)),
          day.now && h("span", { className: "dt-pill" }, words.now),
          h("button", { type: "button", className: "dt-button", onClick: () => D.shared.send(props, { picked: { on: day.on } }),
            "aria-label": words.go + ": " + D.shared.plain(day.date) }, words.go)),
        [day.begun, day.ended, day.practice].filter(Boolean).map((text, i) => h("p", { key: i }, D.shared.rich(text))),
        day.beyond && h("p", { className: "dt-note" }, D.shared.rich(changes.beyond)),
        day.lists.map((list) => h(Fold, { key: list.key, list }))))));
  };
})();
