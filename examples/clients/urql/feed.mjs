import { gql } from "@urql/core";
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
          metrics {
            activeEnergyKcal
            status {
              state
            }
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      providers {
        provider
        state
      }
    }
  }
`;

// In React: useQuery({ query: FEED, variables: { after } }), once for each page.
const first = await client.query(FEED, {}).toPromise();
if (first.error) throw first.error;
const { endCursor } = first.data.activities.pageInfo;

const both = await client.query(FEED, { after: endCursor }).toPromise();
if (both.error) throw both.error;
console.log(JSON.stringify(both.data.activities));
