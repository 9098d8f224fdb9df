import { gql } from "@apollo/client";
import { client } from "./client.mjs";

const FEED = gql`
  query Feed($after: String) {
    activities(first: 5, after: $after, dedupe: COLLAPSE) {
      edges {
        cursor
        node {
          id
          provider
          type
          startTime
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      providers {
        provider
        state
        error {
          code
          action
        }
      }
    }
  }
`;

// In React: const { data, fetchMore } = useQuery(FEED), and the component shows both pages.
const { data } = await client.query({ query: FEED });
const { endCursor } = data.activities.pageInfo;

const feed = client.watchQuery({ query: FEED });
const shown = feed.subscribe(() => {});
await feed.fetchMore({ variables: { after: endCursor } });
console.log(JSON.stringify(client.readQuery({ query: FEED }).activities));
shown.unsubscribe();
client.stop();
