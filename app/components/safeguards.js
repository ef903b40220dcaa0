// The reader's own safeguards: a list, each with a button that takes it back, and a form that adds one.
// words: list (name of the list), none, remove ("Remove: {text}"), form (name of the form), kind, information, body,
//        any_information, any_body, days, add, choose (when nothing is said of what it is about), standing (when it is there already)
(function () {
  const D = window.datatrail = window.datatrail || {};

  // One lever, one text: keys in order, no spaces, as the server writes it.
  function written(value) {
    if (Array.isArray(value)) return "[" + value.map(written).join(",") + "]";
    if (value === null || typeof value !== "object") return JSON.stringify(value);
    return "{" + Object.keys(value).sort().map((key) => JSON.stringify(key) + ":" + written(value[key])).join(",") + "}";
  }

  // The lever of a form: its kind, filled with what it is about and, where it has one, its number of days.
  function lever(kind, information, body, days) {
    const [name] = Object.keys(kind.lever), of = {};
    if (information) of.information = [information];
    if (body) of.recipient = [body];
    const fields = Object.assign({}, kind.lever[name], { of });
    if ("length" in fields) fields.length = days;
    return written({ [name]: fields });
  }

  function Choice(props) {
    const h = React.createElement;
    return h("label", { className: "dt-field" }, h("span", null, props.label),
      h("select", { value: props.value, onChange: (event) => props.set(event.target.value) },
        props.any && h("option", { value: "" }, props.any),
        props.options.map((each) => h("option", { key: each.value, value: each.value }, each.text))));
  }

  D.Safeguards = function Safeguards(props) {
    const h = React.createElement;
    const words = props.words || {}, given = props.safeguards || { levers: [], kinds: [], information: [], bodies: [] };
    const [kindName, setKind] = React.useState(""), [information, setInformation] = React.useState("");
    const [body, setBody] = React.useState(""), [days, setDays] = React.useState(30), [said, setSaid] = React.useState("");
    const heading = React.useRef(null);
    if (!given.kinds.length) return h("div", { id: props.id });
    const kind = given.kinds.find((each) => each.value === kindName) || given.kinds[0];
    const timed = "length" in Object.values(kind.lever)[0];
    // What is in force at this moment; the list in words follows a little later.
    const levers = () => (D.page && D.page.current ? D.page.current.levers : given.levers.map((each) => each.lever));
    const send = (next) => D.shared.send(props, { picked: { levers: next } });

    const add = (event) => {
      event.preventDefault();
      const made = lever(kind, information, body, days);
      const wrong = !information && !body ? words.choose : levers().includes(made) ? words.standing : "";
      setSaid(wrong);
      if (!wrong) send(levers().concat(made));
    };
    const remove = (gone) => {
      send(levers().filter((each) => each !== gone));
      heading.current.focus();   // the button that was pressed is about to go
    };

    return h("div", { id: props.id, className: "dt-safeguards" },
      h("p", { className: "dt-field-title", ref: heading, tabIndex: -1, id: props.id + "-list" }, words.list),
      given.levers.length === 0 ? h("p", { className: "dt-hint" }, words.none)
        : h("ul", { "aria-labelledby": props.id + "-list" }, given.levers.map((each) => h("li", { key: each.lever },
          h("span", null, each.text), " ",
          h("button", { type: "button", className: "dt-remove", onClick: () => remove(each.lever),
            "aria-label": D.shared.fill(words.remove, { text: each.text }) },
            h("svg", { viewBox: "0 0 12 12", width: 12, height: 12, "aria-hidden": true }, h("path", { d: "M2 2l8 8M10 2l-8 8" })))))),
      h("form", { onSubmit: add, "aria-label": words.form },
        h(Choice, { label: words.kind, value: kind.value, set: setKind, options: given.kinds }),
        timed && h("label", { className: "dt-field" }, h("span", null, words.days),
          h("input", { type: "number", min: 0, max: 1000, required: true, value: days,
            onChange: (event) => setDays(event.target.value === "" ? "" : Number(event.target.value)) })),
        h(Choice, { label: words.information, value: information, set: setInformation, options: given.information, any: words.any_information }),
        h(Choice, { label: words.body, value: body, set: setBody, options: given.bodies, any: words.any_body }),
        h("button", { type: "submit", className: "dt-button" }, words.add),
        h("p", { className: "dt-hint", role: "status" }, said)));
  };
})();
