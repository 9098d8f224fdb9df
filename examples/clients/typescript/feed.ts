import { ask } from "./ask.js";
import { graphql } from "./gql/index.js";

const FEED = graphql(`
  query Feed($after: String) {
    activities(first: 5, after: $after, dedupe: COLLAPSE) {
      nodes {
        id
        provider
        type
        startTime
        detail {
          __typename
          ... on OuraWorkout {
            intensity
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

const titles: string[] = [];
let after: string | null | undefined;
for (let page = 0; page < 2; page += 1) {
  const { activities } = await ask(FEED, { after });
  for (const { startTime, type, detail } of activities.nodes) {
    const intensity = detail?.__typename === "OuraWorkout" ? detail.intensity : null;
    titles.push(`${startTime} ${type} ${intensity ?? ""}`.trim());
  }
  after = activities.pageInfo.endCursor;
}
console.log(JSON.stringify(titles));
