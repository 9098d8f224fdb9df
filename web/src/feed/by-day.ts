import { config } from "../config";
import { todayIn } from "../words/days";
import type { FeedNode } from "./useFeed";

export interface FeedDay {
  readonly day: string;
  readonly activities: readonly FeedNode[];
  /** Of exercise, in seconds. */
  readonly activeSeconds: number;
}

/** The feed cut into the calendar days where the wearer was; in the order of the feed. */
export function byDay(nodes: readonly FeedNode[]): FeedDay[] {
  const days = new Map<string, FeedNode[]>();
  for (const node of nodes) {
    const day = node.localDate ?? todayIn(config.timeZone, new Date(node.startTime));
    const others = days.get(day);
    if (others === undefined) days.set(day, [node]);
    else others.push(node);
  }
  return [...days]
    .toSorted(([one], [other]) => other.localeCompare(one))
    .map(([day, activities]) => ({ day, activities, activeSeconds: activeSeconds(activities) }));
}

function activeSeconds(activities: readonly FeedNode[]): number {
  return activities
    .filter((activity) => activity.kind === "WORKOUT")
    .reduce((sum, activity) => sum + activity.durationSeconds, 0);
}
