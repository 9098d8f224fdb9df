import {
  Activity,
  BedDouble,
  Bike,
  Car,
  Dumbbell,
  Flower2,
  Footprints,
  HousePlug,
  type LucideIcon,
  Mountain,
  Music,
  Sailboat,
  Snowflake,
  Sprout,
  Swords,
  Volleyball,
  Waves,
  Wind,
} from "lucide-react";

import { ActivityType } from "../gql/graphql";

const OWN_NAMES: Partial<Record<string, string>> = {
  HIIT: "HIIT",
  IN_VEHICLE: "In a vehicle",
  KITESURFING: "Kite surfing",
};

/** Strength training; of what is not known here, too. */
export function typeName(type: string): string {
  const words = type.toLowerCase().replaceAll("_", " ");
  return OWN_NAMES[type] ?? words.charAt(0).toUpperCase() + words.slice(1);
}

const ICONS: ReadonlyArray<readonly [RegExp, LucideIcon]> = [
  [/SLEEP|NAP|^REST$|RELAX/, BedDouble],
  [/BREATH/, Wind],
  [/MEDITATION|YOGA|PILATES|STRETCH|TAI|QIGONG|BODY_STATUS/, Flower2],
  [/CYCLING|BIKING|BIATHLON/, Bike],
  [/SKI|SNOW|SLED|CURLING|ICE_|SKAT/, Snowflake],
  [/HIK|CLIMB|MOUNTAIN/, Mountain],
  [/RUN|WALK|JOG|FOOT$|TREADMILL|STAIR|WHEELCHAIR|TRIATHLON/, Footprints],
  [/SWIM|DIVING|WATER|SCUBA|SNORKEL/, Waves],
  [/SAIL|KAYAK|ROW|SURF|PADDLE|KITE/, Sailboat],
  [/STRENGTH|WEIGHT|CIRCUIT|CORE|CROSS|HIIT|INTERVAL|CALISTHENICS|KETTLE|GYM|P90X/, Dumbbell],
  [/DANC|ZUMBA|AEROBICS/, Music],
  [/BOX|MARTIAL|FENC|ARCHERY|WRESTL/, Swords],
  [/GARDEN/, Sprout],
  [/HOUSE/, HousePlug],
  [/VEHICLE|ELEVATOR|ESCALATOR/, Car],
  [/BALL|TENNIS|GOLF|HOCKEY|CRICKET|RUGBY|SQUASH|BADMINTON|SOCCER|POLO|PADEL|LACROSSE/, Volleyball],
];

export function typeIcon(type: string): LucideIcon {
  return ICONS.find(([pattern]) => pattern.test(type))?.[1] ?? Activity;
}

const COMMON: ActivityType[] = [
  ActivityType.Running,
  ActivityType.Walking,
  ActivityType.Cycling,
  ActivityType.Hiking,
  ActivityType.StrengthTraining,
  ActivityType.Yoga,
  ActivityType.PoolSwimming,
  ActivityType.Meditation,
];

export interface TypeGroup {
  readonly name: string;
  readonly types: ActivityType[];
}

/** What can be chosen: what is done most first, then everything by its name. */
export const TYPE_GROUPS: readonly TypeGroup[] = [
  { name: "Often chosen", types: COMMON },
  {
    name: "All others",
    types: Object.values(ActivityType)
      .filter((type) => !COMMON.includes(type))
      .sort((one, other) => typeName(one).localeCompare(typeName(other))),
  },
];

/** Whether a distance means anything: a night's metres are the sensor's noise. */
export function isMoving(kind: string): boolean {
  return kind === "WORKOUT" || kind === "TRANSPORT";
}
