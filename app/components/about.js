// The page about a pack: headed lists of plain sentences, nothing else.
// words: about (name of the region)
(function () {
  const D = window.datatrail = window.datatrail || {};

  D.About = function About(props) {
    const h = React.createElement;
    const about = props.about;
    if (!about) return h("div", { id: props.id });
    return h("section", { id: props.id, className: "dt-about", "aria-label": (props.words || {}).about },
      h("h2", null, D.shared.plain(about.title)),
      about.sections.map((part, i) => h("div", { key: i },
        h("h3", null, D.shared.plain(part.title)),
        h("ul", null, part.items.map((item, k) =>
          h("li", { key: k, lang: D.shared.lang(item) }, D.shared.rich(item)))))));
  };
})();
