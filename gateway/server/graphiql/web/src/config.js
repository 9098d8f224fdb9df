// What the gateway tells the page: attributes of the root element, so that no script is inline.
const root = document.getElementById("graphiql");

export const config = Object.freeze({
  root,
  sandbox: root.dataset.sandbox === "true",
  googleFitHeader: root.dataset.googleFitHeader,
  ouraHeader: root.dataset.ouraHeader,
  // Relative to the page, so that a path added by a proxy stays in front.
  endpoint: new URL(root.dataset.endpoint, document.baseURI).href,
});
