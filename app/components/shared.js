// Small helpers of the leaf components: texts with a language, **bold**, templates, events, measured width.
(function () {
  const D = window.datatrail = window.datatrail || {};
  let last = 0;

  // "plain" or {text, lang} -> string
  function plain(value) {
    if (value === null || value === undefined) return "";
    return typeof value === "object" ? value.text || "" : String(value);
  }

  function lang(value) {
    return value && typeof value === "object" && value.lang ? value.lang : undefined;
  }

  // A sentence with **bold** as React children; nothing else is markup.
  function rich(value) {
    const h = React.createElement;
    const parts = plain(value).split("**");
    if (parts.length % 2 === 0) return plain(value); // an unclosed mark stays as written
    const out = parts.map((part, i) => (i % 2 ? h("strong", { key: i }, part) : part));
    return lang(value) ? h("span", { lang: lang(value) }, out) : out;
  }

  // "Line {n} of {total}" -> filled; an unknown place stays visible
  function fill(template, values) {
    return plain(template).replace(/\{(\w+)\}/g, (whole, key) =>
      key in values ? plain(values[key]) : whole);
  }

  // Grows with every event, also over a remount.
  function nonce() {
    last = Math.max(last + 1, Date.now());
    return last;
  }

  function send(props, update) {
    if (props.setProps) props.setProps(Object.assign({}, update, { nonce: nonce() }));
  }

  // Width and font of an element, kept up to date; `measure(text, size, bold)` gives a text's width.
  const canvas = { context: null, known: new Map() };
  function measurer(family) {
    return (text, size, bold) => {
      const key = (bold ? "b" : "") + size + family + text;
      if (!canvas.known.has(key)) {
        canvas.context = canvas.context || document.createElement("canvas").getContext("2d");
        canvas.context.font = (bold ? "600 " : "") + size + "px " + family;
        canvas.known.set(key, canvas.context.measureText(text).width);
      }
      return canvas.known.get(key);
    };
  }

  function useFrame(box) {
    const [frame, setFrame] = React.useState({ width: 1000, size: 14, family: "sans-serif" });
    React.useLayoutEffect(() => {
      const element = box.current;
      if (!element) return undefined;
      const look = () => {
        const style = getComputedStyle(element), width = Math.floor(element.clientWidth);
        const next = { width, size: parseFloat(style.fontSize) || 14, family: style.fontFamily };
        if (width > 0) setFrame((old) => Object.keys(next).every((key) => old[key] === next[key]) ? old : next);
      };
      look();
      const observer = new ResizeObserver(look);
      observer.observe(element);
      return () => observer.disconnect();
    }, []);
    return React.useMemo(() => Object.assign({ measure: measurer(frame.family) }, frame), [frame]);
  }

  // Copying a text: what has become of it, a field with the text where the clipboard is closed, and the act itself.
  function useCopy(text, label, copied, by_hand) {
    const h = React.createElement;
    const [state, setState] = React.useState("idle"); // idle, copied, byhand
    const area = React.useRef(null);
    React.useEffect(() => setState("idle"), [text]);
    React.useEffect(() => { if (state === "byhand") area.current.select(); }, [state]);
    const copy = () => {
      const clipboard = navigator.clipboard;
      if (!clipboard || !clipboard.writeText) return setState("byhand");
      return clipboard.writeText(text).then(() => setState("copied"), () => setState("byhand"));
    };
    const told = [
      h("p", { key: "said", className: "dt-said", role: "status", "aria-live": "polite" },
        { idle: "", copied, byhand: by_hand }[state]),
      state === "byhand" && h("textarea", { key: "text", className: "dt-copy-text", readOnly: true, rows: 6, value: text,
        ref: area, "aria-label": label })];
    return { copy, told };
  }

  D.shared = { useCopy, plain, lang, rich, fill, send, useFrame };
})();
