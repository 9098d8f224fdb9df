import { weekFrom } from "../words/days";
import type { WeekActivity } from "./useWeek";

/** What the bars are made of. Sleep would dwarf everything else, and is left out. */
export type Share = "exercise" | "calm";

export const SHARES: ReadonlyArray<{ readonly share: Share; readonly name: string }> = [
  { share: "exercise", name: "Exercise" },
  { share: "calm", name: "Mindfulness and rest" },
];

/** One day's seconds of each share. */
export interface DaySums extends Record<Share, number> {
  readonly day: string;
}

export interface WeekSums {
  readonly days: readonly DaySums[];
  readonly exerciseSeconds: number;
  readonly calmSeconds: number;
  readonly exercises: number;
  readonly meters: number;
  /** The day with the most, if there is any. */
  readonly busiest: string | null;
}

const SHARE_OF: Partial<Record<string, Share>> = {
  WORKOUT: "exercise",
  MINDFULNESS: "calm",
  REST: "calm",
};

export function sumsOf(monday: string, activities: readonly WeekActivity[]): WeekSums {
  const days = weekFrom(monday).map((day) => ({ day, exercise: 0, calm: 0 }));
  for (const { kind, localDate, durationSeconds } of activities) {
    const share = SHARE_OF[kind];
    const sums = days.find((one) => one.day === localDate);
    if (share !== undefined && sums !== undefined) sums[share] += durationSeconds;
  }
  const exercises = activities.filter((activity) => activity.kind === "WORKOUT");
  const most = Math.max(...days.map(total));
  return {
    days,
    exerciseSeconds: days.reduce((sum, day) => sum + day.exercise, 0),
    calmSeconds: days.reduce((sum, day) => sum + day.calm, 0),
    exercises: exercises.length,
    meters: exercises.reduce((sum, one) => sum + (one.metrics.distanceMeters ?? 0), 0),
    busiest: days.find((day) => total(day) === most && most > 0)?.day ?? null,
  };
}

export function total(sums: DaySums): number {
  return sums.exercise + sums.calm;
}
