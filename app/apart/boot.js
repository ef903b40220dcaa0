// Gives the page's own nonce to every <style> that a library makes, so that the content policy need not allow inline styles.
(function () {
  const nonce = document.currentScript.nonce, make = Document.prototype.createElement;
  Document.prototype.createElement = function (name, options) {
    const made = make.call(this, name, options);
    if (nonce && String(name).toLowerCase() === "style") made.nonce = nonce;
    return made;
  };
})();
