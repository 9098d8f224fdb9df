import { config } from "./config.js";

/**
 * Sends one operation to the gateway; headers left blank in the editor are not sent.
 * A gateway that is not there or does not answer in JSON becomes an entry in `errors`.
 */
export async function fetcher({ query, variables, operationName }, { headers = {} } = {}) {
  const body = { query, variables, operationName: operationIn(query, operationName) };
  let response;
  try {
    response = await post(body, headers);
  } catch (error) {
    return failed(`The request was not sent or not answered: ${error.message}`);
  }
  try {
    return await response.json();
  } catch {
    return failed(`The gateway answered ${response.status}, and not in JSON.`);
  }
}

function post(body, headers) {
  return fetch(config.endpoint, {
    method: "POST",
    headers: {
      Accept: "application/graphql-response+json, application/json;q=0.9",
      "Content-Type": "application/json",
      ...withoutBlanks(headers),
    },
    body: JSON.stringify(body),
    // Only the headers above tell who asks, and they go nowhere else.
    credentials: "omit",
    redirect: "error",
  });
}

function withoutBlanks(headers) {
  return Object.fromEntries(
    Object.entries(headers).filter(([, value]) => String(value).trim() !== ""),
  );
}

/** For a moment after a change of tabs, GraphiQL still names the operation of the tab before. */
function operationIn(query, operationName) {
  return operationName && query.includes(operationName) ? operationName : undefined;
}

function failed(message) {
  return { errors: [{ message }] };
}
