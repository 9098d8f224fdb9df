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

// In React: const { data, fetchMore } = useQuery(FEED).
const { data } = await client.query({ query: FEED });
const feed = client.watchQuery({ query: FEED });
const shown = feed.subscribe();
await feed.fetchMore({ variables: { after: data.activities.pageInfo.endCursor } });

const { activities } = feed.getCurrentResult().data;
console.log(JSON.stringify(activities));
shown.unsubscribe();
client.stop();
