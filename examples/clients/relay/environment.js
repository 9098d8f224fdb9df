import { Environment, Network, RecordSource, Store } from "relay-runtime";

const url = process.env.GATEWAY_URL ?? "http://127.0.0.1:8000/graphql";

// `id` is the document's name in the manifest that relay-compiler writes (persistConfig).
async function ask({ id, text }, variables) {
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      "X-Google-Fit-Token": process.env.GOOGLE_FIT_TOKEN ?? "demo",
      "X-Oura-Token": process.env.OURA_TOKEN ?? "demo",
    },
    body: JSON.stringify(text ? { query: text, variables } : { documentId: id, variables }),
  });
  return response.json();
}

export const environment = new Environment({
  network: Network.create(ask),
  store: new Store(new RecordSource()),
});
