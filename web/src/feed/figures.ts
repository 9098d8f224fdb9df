import type { ActivityRecordFragment } from "../gql/graphql";
import { isMoving } from "../words/activity-types";
import { kilometres, whole } from "../words/format";

export interface Figure {
  readonly name: string;
  readonly text: string;
}

const LEAST_METERS = 100;

/** What stands on the card: energy only of what one does to spend it. */
export function headFigures(record: ActivityRecordFragment): Figure[] {
  const figures = figuresOf(record);
  if (isMoving(record.kind)) return figures;
  return figures.filter((figure) => figure.name === "Heart rate");
}

/** Distance and energy of a record. Energy with and without the basal share are two figures. */
export function figuresOf({ kind, metrics }: ActivityRecordFragment): Figure[] {
  const figures: Figure[] = [];
  const { distanceMeters, activeEnergyKcal, totalEnergyKcal, averageHeartRateBpm } = metrics;
  if (distanceMeters !== null && distanceMeters >= LEAST_METERS && isMoving(kind)) {
    figures.push({ name: "Distance", text: kilometres(distanceMeters) });
  }
  if (activeEnergyKcal !== null) {
    figures.push({ name: "Active energy", text: `${whole(activeEnergyKcal)} kcal` });
  }
  if (totalEnergyKcal !== null && activeEnergyKcal === null) {
    figures.push({ name: "Energy in all", text: `${whole(totalEnergyKcal)} kcal` });
  }
  if (averageHeartRateBpm !== null) {
    figures.push({ name: "Heart rate", text: `${whole(averageHeartRateBpm)} bpm` });
  }
  return figures;
}
