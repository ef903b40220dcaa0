// The question line and the sentence that answers it.
// words: question (name of the group), nothing else; every other text is in `question`.
(function () {
  const D = window.datatrail = window.datatrail || {};

  // The words are set as plain text, which can wrap; the native select lies over them, unseen.
  function Choice(props) {
    const h = React.createElement;
    const { part, ask } = props;
    if (part.type === "date") {
      return h("input", { type: "date", className: "dt-choice-date", "aria-label": part.label, value: part.value,
        onChange: (event) => event.target.value && ask(part.name, event.target.value) });
    }
    const options = part.options || [];
    const current = options.find((option) => option.value === part.value);
    return h("span", { className: "dt-choice" },
      h("span", { className: "dt-choice-text", "aria-hidden": true, lang: D.shared.lang(current) },
        D.shared.plain(current)),
      h("select", {
        className: "dt-choice-select", "aria-label": part.label, value: part.value,
        onChange: (event) => ask(part.name, event.target.value),
      }, options.map((option) =>
        h("option", { key: option.value, value: option.value, lang: option.lang }, option.text))));
  }

  D.Question = function Question(props) {
    const h = React.createElement;
    const question = props.question;
    if (!question) return h("div", { id: props.id, className: "dt-question" });
    const words = props.words || {};
    // Whose holding is asked is what is selected; asking of anyone asks for no kind of information either.
    const ask = (name, value) => D.shared.send(props, { picked: name === "information" ? { chosen: value }
      : name !== "actor" ? { [name]: value } : value ? { selected: value } : { selected: "", chosen: "" } });
    const answer = [].concat(question.answer || []);

    return h("div", { id: props.id, className: "dt-question" },
      h("div", { className: "dt-asked", role: "group", "aria-label": words.question },
        (question.parts || []).map((part, i, all) => {
          const next = i + 1 < all.length ? D.shared.plain(all[i + 1]) : "";
          return h(React.Fragment, { key: part.name || i },
            part.name ? h(Choice, { part, ask }) : h("span", { lang: D.shared.lang(part) }, D.shared.plain(part)),
            /^[,;.?:]/.test(next) ? "" : " ");
        })),
      answer.length > 0 && h("p", { className: "dt-answer", role: "heading", "aria-level": 1 },
        answer.map((line, i) => h("span", { key: i, className: "dt-answer-line" }, D.shared.rich(line), " "))),
      (question.detail || question.pill) && h("p", { className: "dt-detail" },
        D.shared.rich(question.detail), " ",
        question.pill && h("span", { className: "dt-pill" }, D.shared.rich(question.pill))),
      question.note && h("p", { className: "dt-note" }, D.shared.rich(question.note)));
  };
})();
