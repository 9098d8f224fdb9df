import { useQuery } from "@apollo/client/react";

import { graphql } from "../gql";
import { dateOf } from "../words/format";

const SUNSETS = graphql(`
  query Sunsets {
    providers {
      provider
      displayName
      sunset {
        announcedFor
        replacement
        url
      }
    }
  }
`);

/** Which providers have announced the end of their API. */
export function Sunsets() {
  const { data } = useQuery(SUNSETS);
  return data?.providers.map(({ provider, displayName, sunset }) =>
    sunset === null ? null : (
      <p key={provider}>
        The API of {displayName} ends on {dateOf(sunset.announcedFor, "")}
        {sunset.replacement && `; it names the ${sunset.replacement} instead`}.{" "}
        <a href={sunset.url} rel="noreferrer">
          The announcement
        </a>
      </p>
    ),
  );
}
