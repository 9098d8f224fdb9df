import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { print } from "graphql";

const url = process.env.GATEWAY_URL ?? "http://127.0.0.1:8000/graphql";

/** The data of an answer; its type is that of the document. */
export async function ask<Data, Variables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  const response = await fetch(url, {
    method: "POST",
    headers: {
      Accept: "application/graphql-response+json",
      "Content-Type": "application/json",
      "X-Google-Fit-Token": process.env.GOOGLE_FIT_TOKEN ?? "demo",
      "X-Oura-Token": process.env.OURA_TOKEN ?? "demo",
    },
    body: JSON.stringify({ query: print(document), variables }),
  });
  const { data, errors } = (await response.json()) as { data: Data; errors?: unknown };
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}
