// A lesson played step by step over the trail; nothing is scored, stored or sent.
// words: step ("Step {n} of {total}"), back, next, again, print, question, sentences, debrief, discuss, terms, sources, key
(function () {
  const D = window.datatrail = window.datatrail || {};

  function Sentences(props) {
    const h = React.createElement;
    return h("ul", { className: "dt-sentences" }, props.sentences.map((each, i) =>
      h("li", { key: i }, D.shared.rich(each.sentence), " ",
        each.badge && h("span", { className: "dt-badge", title: each.badge_title }, each.badge),
        each.basis && h("span", { className: "dt-basis" }, " ", each.basis),
        each.citations.length > 0 && h("span", null, " [" + each.citations.join(", ") + "]"))));
  }

  D.Lesson = function Lesson(props) {
    const h = React.createElement;
    const { lesson, words } = props;
    const [at, go] = React.useState(0);
    const heading = React.useRef(null);
    const total = lesson.steps.length;
    const step = lesson.steps[Math.min(at, total - 1)];
    const move = (to) => {
      go(Math.max(0, Math.min(total, to)));
      if (heading.current) heading.current.focus();
    };
    React.useEffect(() => {
      const key = (event) => {
        if (event.target.closest && event.target.closest("svg")) return;
        if (event.key === "ArrowRight" || event.key === "PageDown") move(at + 1);
        if (event.key === "ArrowLeft" || event.key === "PageUp") move(at - 1);
      };
      document.addEventListener("keydown", key);
      return () => document.removeEventListener("keydown", key);
    });
    const end = at === total;
    return h("div", { className: "dt-lesson" },
      h("p", { className: "dt-count", "aria-hidden": true }, end ? words.debrief : D.shared.fill(words.step, { n: at + 1, total })),
      h("h2", { ref: heading, tabIndex: -1, className: "dt-say", "aria-live": "polite" }, end ? lesson.debrief : step.say),
      !end && h("p", { className: "dt-ask" }, h("strong", null, words.question, " "), step.ask),
      end && h("ul", { className: "dt-ask" }, lesson.discuss.map((each, i) => h("li", { key: i }, each))),
      h("div", { className: "dt-moves" },
        h("button", { className: "dt-button", disabled: at === 0, onClick: () => move(at - 1) }, words.back),
        end ? h("button", { className: "dt-button", onClick: () => move(0) }, words.again)
          : h("button", { className: "dt-button dt-strong", onClick: () => move(at + 1) }, words.next),
        h("button", { className: "dt-button", onClick: () => window.print() }, words.print)),
      h("div", { className: "dt-card" },
        h(D.Trail, { id: "trail", picture: lesson.picture, view: end ? lesson.whole : step.view, words: props.trailWords })),
      !end && step.sentences.length > 0 && h("section", null,
        h("h3", null, words.sentences), h(Sentences, { sentences: step.sentences })),
      h("section", null, h("h3", null, words.sources),
        h("ol", { className: "dt-sources" }, lesson.sources.map((each) => h("li", { key: each.n, value: each.n }, each.text)))));
  };
})();
