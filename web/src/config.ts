/** What the gateway tells the page: attributes of the root element, so that no script is inline. */

function rootElement(): HTMLElement {
  const found = document.getElementById("page");
  if (found === null) throw new Error("The document has no element with the id `page`.");
  return found;
}

export const root = rootElement();

/** An address beside the page, so that a path added by a proxy stays in front. */
function beside(path: string): string {
  return new URL(path, document.baseURI).href;
}

export const config = Object.freeze({
  endpoint: beside(root.dataset.endpoint ?? "graphql"),
  faults: beside("sandbox/faults"),
  graphiql: root.dataset.graphiql === "true" ? beside("graphiql") : null,
  sandbox: root.dataset.sandbox === "true",
  tokenHeaders: {
    GOOGLE_FIT: root.dataset.googleFitHeader ?? "X-Google-Fit-Token",
    OURA: root.dataset.ouraHeader ?? "X-Oura-Token",
  },
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC",
});
