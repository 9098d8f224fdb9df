/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** What an activity must be. Every field that is given has to hold; lists: any of. */
export type ActivityFilter = {
  /** From start to end, in seconds; both bounds included. */
  durationSeconds?: FloatRangeInput | null | undefined;
  /** What it must not be. */
  excludeTypes?: Array<ActivityType> | null | undefined;
  /** How hard it was; what has no intensity is left out. */
  intensities?: Array<Intensity> | null | undefined;
  /** What it is, coarsely. */
  kinds?: Array<ActivityKind> | null | undefined;
  /** The calendar days it starts on, both included (see `Activity.localDate`). Needs `timeZone` when a provider that records no offset is linked and selected. */
  localDates?: DateRangeInput | null | undefined;
  /** Who recorded it. The others are not asked. */
  providers?: Array<Provider> | null | undefined;
  /** How the record came about. */
  recordingMethods?: Array<RecordingMethod> | null | undefined;
  /** When it starts: half-open, [start, end). */
  startTime?: IntervalInput | null | undefined;
  /** Part of the title or the notes, in any case; 200 characters at most. */
  text?: string | null | undefined;
  /** What was done. */
  types?: Array<ActivityType> | null | undefined;
};

/** What an activity is, coarsely; follows from its type. */
export const ActivityKind = {
  /** Meditation, breathing, relaxation. */
  Mindfulness: 'MINDFULNESS',
  /** None of these, or not known. */
  Other: 'OTHER',
  /** Resting awake. */
  Rest: 'REST',
  /** Sleep and naps. */
  Sleep: 'SLEEP',
  /** Being carried: vehicles, lifts, escalators. */
  Transport: 'TRANSPORT',
  /** Exercise of any sort, household and garden included. */
  Workout: 'WORKOUT'
} as const;

export type ActivityKind = typeof ActivityKind[keyof typeof ActivityKind];
/** What was done. Grows over time: have a default branch. `providerType` has the raw value. */
export const ActivityType = {
  /** Aerobics. Google Fit 9; Oura workout `aerobics`. */
  Aerobics: 'AEROBICS',
  /** American football. Google Fit 27; Oura workout `americanFootball`. */
  AmericanFootball: 'AMERICAN_FOOTBALL',
  /** Archery. Google Fit 119. */
  Archery: 'ARCHERY',
  /** Australian football. Google Fit 28. */
  AustralianFootball: 'AUSTRALIAN_FOOTBALL',
  /** Backcountry skiing. Google Fit 66. */
  BackcountrySkiing: 'BACKCOUNTRY_SKIING',
  /** Badminton. Google Fit 10; Oura workout `badminton`. */
  Badminton: 'BADMINTON',
  /** Baseball. Google Fit 11; Oura workout `baseball`. */
  Baseball: 'BASEBALL',
  /** Basketball. Google Fit 12; Oura workout `basketball`. */
  Basketball: 'BASKETBALL',
  /** Biathlon. Google Fit 13. */
  Biathlon: 'BIATHLON',
  /** A check of the body, not an exercise. Oura session `body_status`. */
  BodyStatus: 'BODY_STATUS',
  /** Boxing. Google Fit 20; Oura workout `boxing`. */
  Boxing: 'BOXING',
  /** Breathing. Google Fit 122; Oura workout `breathwork`; Oura session `breathing`. */
  Breathing: 'BREATHING',
  /** Calisthenics. Google Fit 21. */
  Calisthenics: 'CALISTHENICS',
  /** Cardio. Google Fit 103; Oura workout `cardiovascularExercise`. */
  Cardio: 'CARDIO',
  /** Circuit training. Google Fit 22, 47; Oura workout `functional_training`, `circuit_training`. */
  CircuitTraining: 'CIRCUIT_TRAINING',
  /** Climbing. Google Fit 52; Oura workout `climbing`, `rock_climbing`. */
  Climbing: 'CLIMBING',
  /** Core training. Oura workout `coreExercise`. */
  CoreTraining: 'CORE_TRAINING',
  /** Cricket. Google Fit 23; Oura workout `cricket`. */
  Cricket: 'CRICKET',
  /** Cross country skiing. Google Fit 67; Oura workout `crossCountrySkiing`. */
  CrossCountrySkiing: 'CROSS_COUNTRY_SKIING',
  /** Cross training. Google Fit 113; Oura workout `crossTraining`. */
  CrossTraining: 'CROSS_TRAINING',
  /** Curling. Google Fit 106. */
  Curling: 'CURLING',
  /** Cycling. Google Fit 1, 16, 19; Oura workout `cycling`. */
  Cycling: 'CYCLING',
  /** Dancing. Google Fit 24, 101; Oura workout `dance`, `dancing`. */
  Dancing: 'DANCING',
  /** Diving. Google Fit 102; Oura workout `diving`. */
  Diving: 'DIVING',
  /** Downhill skiing. Google Fit 68; Oura workout `downhillSkiing`. */
  DownhillSkiing: 'DOWNHILL_SKIING',
  /** Elevator. Google Fit 117. */
  Elevator: 'ELEVATOR',
  /** Elliptical. Google Fit 25; Oura workout `elliptical`. */
  Elliptical: 'ELLIPTICAL',
  /** Escalator. Google Fit 118. */
  Escalator: 'ESCALATOR',
  /** Fencing. Google Fit 26. */
  Fencing: 'FENCING',
  /** Fitness class. Oura workout `fitnessClass`, `group_exercise`. */
  FitnessClass: 'FITNESS_CLASS',
  /** Floorball. Oura workout `floorball`. */
  Floorball: 'FLOORBALL',
  /** Frisbee. Google Fit 30. */
  Frisbee: 'FRISBEE',
  /** Gardening. Google Fit 31; Oura workout `yardwork`. */
  Gardening: 'GARDENING',
  /** Golf. Google Fit 32; Oura workout `golf`. */
  Golf: 'GOLF',
  /** Gymnastics. Google Fit 33; Oura workout `gymnastics`. */
  Gymnastics: 'GYMNASTICS',
  /** Handball. Google Fit 34; Oura workout `handball`. */
  Handball: 'HANDBALL',
  /** Hand cycling. Google Fit 14. */
  HandCycling: 'HAND_CYCLING',
  /** High-intensity interval training. Google Fit 114; Oura workout `HIIT`. */
  Hiit: 'HIIT',
  /** Hiking. Google Fit 35; Oura workout `hiking`. */
  Hiking: 'HIKING',
  /** Hockey. Google Fit 36; Oura workout `hockey`, `ice_hockey`, `field_hockey`. */
  Hockey: 'HOCKEY',
  /** Horseback riding. Google Fit 37; Oura workout `horsebackRiding`. */
  HorsebackRiding: 'HORSEBACK_RIDING',
  /** Housework. Google Fit 38; Oura workout `houseWork`. */
  Housework: 'HOUSEWORK',
  /** Ice skating. Google Fit 104; Oura workout `iceSkating`. */
  IceSkating: 'ICE_SKATING',
  /** Indoor cycling. Google Fit 17, 18; Oura workout `indoor_cycling`. */
  IndoorCycling: 'INDOOR_CYCLING',
  /** Inline skating. Google Fit 64; Oura workout `inline_skating`. */
  InlineSkating: 'INLINE_SKATING',
  /** Interval training. Google Fit 115. */
  IntervalTraining: 'INTERVAL_TRAINING',
  /** Travelling in a vehicle. Google Fit 0; Oura workout `transport`. */
  InVehicle: 'IN_VEHICLE',
  /** Jump rope. Google Fit 39; Oura workout `jumpingRope`, `jump_rope`. */
  JumpRope: 'JUMP_ROPE',
  /** Kayaking. Google Fit 40; Oura workout `kayaking`. */
  Kayaking: 'KAYAKING',
  /** Kickboxing. Google Fit 42. */
  Kickboxing: 'KICKBOXING',
  /** Kitesurfing. Google Fit 43. */
  Kitesurfing: 'KITESURFING',
  /** Kite skiing. Google Fit 69. */
  KiteSkiing: 'KITE_SKIING',
  /** Lacrosse. Oura workout `lacrosse`. */
  Lacrosse: 'LACROSSE',
  /** Martial arts. Google Fit 44; Oura workout `martialArts`. */
  MartialArts: 'MARTIAL_ARTS',
  /** Meditation. Google Fit 45; Oura workout `meditation`; Oura session `meditation`. */
  Meditation: 'MEDITATION',
  /** Mixed martial arts. Google Fit 46. */
  MixedMartialArts: 'MIXED_MARTIAL_ARTS',
  /** Mountain biking. Google Fit 15; Oura workout `mountainBiking`. */
  MountainBiking: 'MOUNTAIN_BIKING',
  /** Nap. Oura workout `nap`; Oura session `nap`. */
  Nap: 'NAP',
  /** Nordic walking. Google Fit 94; Oura workout `nordicWalking`. */
  NordicWalking: 'NORDIC_WALKING',
  /** On foot: walking or running, which cannot be told apart. Google Fit 2. */
  OnFoot: 'ON_FOOT',
  /** Open water swimming. Google Fit 84. */
  OpenWaterSwimming: 'OPEN_WATER_SWIMMING',
  /** The provider's own word for something else. Google Fit 108; Oura workout `other`, `eating`, `activity`, `workout`. */
  Other: 'OTHER',
  /** Paddle sports. Oura workout `paddleSports`. */
  PaddleSports: 'PADDLE_SPORTS',
  /** Padel. Oura workout `padel`. */
  Padel: 'PADEL',
  /** Paragliding. Google Fit 48. */
  Paragliding: 'PARAGLIDING',
  /** Pickleball. Oura workout `pickleball`. */
  Pickleball: 'PICKLEBALL',
  /** Pilates. Google Fit 49; Oura workout `pilates`. */
  Pilates: 'PILATES',
  /** Polo. Google Fit 50. */
  Polo: 'POLO',
  /** Pool swimming. Google Fit 83. */
  PoolSwimming: 'POOL_SWIMMING',
  /** Racquetball. Google Fit 51. */
  Racquetball: 'RACQUETBALL',
  /** Relaxation. Oura workout `relax`; Oura session `relaxation`. */
  Relaxation: 'RELAXATION',
  /** Rest. Oura workout `rest`, `recovery`; Oura session `rest`. */
  Rest: 'REST',
  /** Roller skiing. Google Fit 70. */
  RollerSkiing: 'ROLLER_SKIING',
  /** Rowing. Google Fit 53; Oura workout `rowing`. */
  Rowing: 'ROWING',
  /** Rowing machine. Google Fit 54. */
  RowingMachine: 'ROWING_MACHINE',
  /** Rugby. Google Fit 55; Oura workout `rugby`. */
  Rugby: 'RUGBY',
  /** Running. Google Fit 8, 56, 57; Oura workout `running`, `trail_running`. */
  Running: 'RUNNING',
  /** Sailing. Google Fit 59; Oura workout `sailing`. */
  Sailing: 'SAILING',
  /** Scuba diving. Google Fit 60. */
  ScubaDiving: 'SCUBA_DIVING',
  /** Skateboarding. Google Fit 61; Oura workout `skateboarding`. */
  Skateboarding: 'SKATEBOARDING',
  /** Skating. Google Fit 62, 63, 105. */
  Skating: 'SKATING',
  /** Skiing of a kind that is not told. Google Fit 65; Oura workout `skiing`. */
  Skiing: 'SKIING',
  /** Sledding. Google Fit 71. */
  Sledding: 'SLEDDING',
  /** Sleep. Google Fit 72, 109, 110, 111, 112; Oura workout `sleep`. */
  Sleep: 'SLEEP',
  /** Snowboarding. Google Fit 73; Oura workout `snowboarding`. */
  Snowboarding: 'SNOWBOARDING',
  /** Snowmobiling. Google Fit 74. */
  Snowmobiling: 'SNOWMOBILING',
  /** Snowshoeing. Google Fit 75. */
  Snowshoeing: 'SNOWSHOEING',
  /** Soccer. Google Fit 29; Oura workout `soccer`. */
  Soccer: 'SOCCER',
  /** Softball. Google Fit 120. */
  Softball: 'SOFTBALL',
  /** Squash. Google Fit 76; Oura workout `squash`. */
  Squash: 'SQUASH',
  /** Stair climbing. Google Fit 77, 78; Oura workout `stairExercise`, `stair_climbing`. */
  StairClimbing: 'STAIR_CLIMBING',
  /** Stand up paddleboarding. Google Fit 79; Oura workout `stand_up_paddling`. */
  StandUpPaddleboarding: 'STAND_UP_PADDLEBOARDING',
  /** Not moving. Google Fit 3. */
  Still: 'STILL',
  /** Strength training. Google Fit 41, 80, 97; Oura workout `strengthTraining`, `weightlifting`. */
  StrengthTraining: 'STRENGTH_TRAINING',
  /** Stretching. Oura workout `stretching`, `flexibility`. */
  Stretching: 'STRETCHING',
  /** Surfing. Google Fit 81; Oura workout `surfing`. */
  Surfing: 'SURFING',
  /** Swimming. Google Fit 82; Oura workout `swimming`. */
  Swimming: 'SWIMMING',
  /** Table tennis. Google Fit 85; Oura workout `table_tennis`. */
  TableTennis: 'TABLE_TENNIS',
  /** Team sports. Google Fit 86. */
  TeamSports: 'TEAM_SPORTS',
  /** Tennis. Google Fit 87; Oura workout `tennis`. */
  Tennis: 'TENNIS',
  /** On a treadmill: walking or running. Google Fit 88. */
  Treadmill: 'TREADMILL',
  /** Treadmill running. Google Fit 58. */
  TreadmillRunning: 'TREADMILL_RUNNING',
  /** Triathlon. Oura workout `triathlon`. */
  Triathlon: 'TRIATHLON',
  /** No value of the provider maps to it; see `providerType`. Google Fit 4, 5; Oura workout `pause`. */
  Unknown: 'UNKNOWN',
  /** Volleyball. Google Fit 89, 90, 91; Oura workout `volleyball`. */
  Volleyball: 'VOLLEYBALL',
  /** Wakeboarding. Google Fit 92. */
  Wakeboarding: 'WAKEBOARDING',
  /** Walking. Google Fit 7, 93, 95, 116; Oura workout `walking`. */
  Walking: 'WALKING',
  /** Water fitness. Oura workout `waterFitness`. */
  WaterFitness: 'WATER_FITNESS',
  /** Water polo. Google Fit 96; Oura workout `water_polo`. */
  WaterPolo: 'WATER_POLO',
  /** Wheelchair. Google Fit 98. */
  Wheelchair: 'WHEELCHAIR',
  /** Windsurfing. Google Fit 99. */
  Windsurfing: 'WINDSURFING',
  /** Wrestling. Oura workout `wrestling`. */
  Wrestling: 'WRESTLING',
  /** Yoga. Google Fit 100; Oura workout `yoga`. */
  Yoga: 'YOGA'
} as const;

export type ActivityType = typeof ActivityType[keyof typeof ActivityType];
/** The app that recorded a session. */
export type ApplicationInput = {
  /** Where more is told of it: an http(s) address. */
  detailsUrl?: string | null | undefined;
  /** The app's name. */
  name: string;
  /** Its version. */
  version?: string | null | undefined;
};

/** Calendar days, both ends included. */
export type DateRangeInput = {
  /** The first day. */
  from: string;
  /** The last day; the same as `from` for one day. */
  to: string;
};

/** A session to delete. */
export type DeleteSessionInput = {
  /** The activity's `id`. */
  id: string | number;
  /** The `modifiedAt` that you last read: refused with CONFLICT when the stored record is newer. */
  ifModifiedAt?: string | null | undefined;
};

/** A range of numbers, both ends included. */
export type FloatRangeInput = {
  /** The most; left out: no upper bound. */
  max?: number | null | undefined;
  /** The least; left out: no lower bound. */
  min?: number | null | undefined;
};

/** How old an answer may be. */
export type FreshnessInput = {
  /** The oldest that an answer from the cache may be, in seconds. 0 forces a live call; left out: as the gateway is set. */
  maxAgeSeconds?: number | null | undefined;
  /** Whether an older answer may stand in when the provider fails, unless by refusing the token; its state is then STALE. */
  staleIfError?: boolean;
};

/** How hard a workout was. Oura `intensity`; Google Fit records none. */
export const Intensity = {
  /** Oura `easy`. */
  Easy: 'EASY',
  /** Oura `hard`. */
  Hard: 'HARD',
  /** Oura `moderate`. */
  Moderate: 'MODERATE',
  /** A value that Oura has added since; the raw one is in `detail`. */
  Unknown: 'UNKNOWN'
} as const;

export type Intensity = typeof Intensity[keyof typeof Intensity];
/** A half-open interval of time: start <= instant < end. */
export type IntervalInput = {
  /** The first instant after it; left out: no upper bound. */
  end?: string | null | undefined;
  /** The first instant that lies in it; left out: no lower bound. */
  start?: string | null | undefined;
};

/** A service that activities are read from. Grows over time: have a default branch. */
export const Provider = {
  /** Google Fit, by its REST API v1. */
  GoogleFit: 'GOOGLE_FIT',
  /** Oura, by its API v2. */
  Oura: 'OURA'
} as const;

export type Provider = typeof Provider[keyof typeof Provider];
/** What to do about a provider's error, for clients that do not know its code. Closed. */
export const ProviderAction = {
  /** Tell whoever runs the gateway. */
  ContactOperator: 'CONTACT_OPERATOR',
  /** Ask for a shorter range. */
  NarrowRange: 'NARROW_RANGE',
  /** Nothing: it is as it shall be. */
  None: 'NONE',
  /** Have the person authorize the provider again; send the new token. */
  Relink: 'RELINK',
  /** Have the person renew the provider's membership. */
  RenewSubscription: 'RENEW_SUBSCRIPTION',
  /** Ask again later; after `retryAfterSeconds` where it is told. */
  RetryLater: 'RETRY_LATER'
} as const;

export type ProviderAction = typeof ProviderAction[keyof typeof ProviderAction];
/** What went wrong at a provider. Grows over time: have a default branch, and use `action`. */
export const ProviderErrorCode = {
  /** Not asked: it has failed so often that it is left alone until `retryAfterSeconds`. */
  CircuitOpen: 'CIRCUIT_OPEN',
  /** It does not take the token of a page that the query sent: begin without one. */
  InvalidPageToken: 'INVALID_PAGE_TOKEN',
  /** The provider's answer could not be read. */
  InvalidResponse: 'INVALID_RESPONSE',
  /** The request brought no token for the provider. */
  NotLinked: 'NOT_LINKED',
  /** Too many calls (429); see `retryAfterSeconds`. */
  RateLimited: 'RATE_LIMITED',
  /** The provider refused the token (401). */
  ReauthRequired: 'REAUTH_REQUIRED',
  /** More than the gateway will hold: ask for less at once. */
  ResultLimit: 'RESULT_LIMIT',
  /** The token was not granted what this needs (403). */
  ScopeMissing: 'SCOPE_MISSING',
  /** The wearer's membership has lapsed (Oura 403). */
  SubscriptionExpired: 'SUBSCRIPTION_EXPIRED',
  /** The provider has switched this API off (410). */
  Sunset: 'SUNSET',
  /** No complete answer within the deadline. */
  Timeout: 'TIMEOUT',
  /** It records no offset, and has no days unless the query names `timeZone`. */
  TimeZoneNeeded: 'TIME_ZONE_NEEDED',
  /** The provider failed, or could not be reached. */
  UpstreamError: 'UPSTREAM_ERROR'
} as const;

export type ProviderErrorCode = typeof ProviderErrorCode[keyof typeof ProviderErrorCode];
/** How whole one provider's part of the answer is. Grows over time: have a default branch. */
export const ProviderState = {
  /** Nothing of what was asked could be had; see `error`. */
  Failed: 'FAILED',
  /** Not asked: the request brought no token for it. */
  NotLinked: 'NOT_LINKED',
  /** Complete for what was asked. */
  Ok: 'OK',
  /** A part is missing; see `gaps` and `error`. Without gaps, it is records that cannot be read. */
  Partial: 'PARTIAL',
  /** Not asked: filtered out by the query, or it has nothing of the kind. */
  Skipped: 'SKIPPED',
  /** Complete, but served from the cache past its age limit because the provider failed. */
  Stale: 'STALE'
} as const;

export type ProviderState = typeof ProviderState[keyof typeof ProviderState];
/** How the record came about. Oura workout `source`; the other collections do not tell. */
export const RecordingMethod = {
  /** Started and stopped by the person. Oura `workout_heart_rate`, `live_*`. */
  ActivelyRecorded: 'ACTIVELY_RECORDED',
  /** Found by the device, confirmed by the person. Oura `confirmed`. */
  AutoConfirmed: 'AUTO_CONFIRMED',
  /** Found by the device. Oura `autodetected`. */
  AutoDetected: 'AUTO_DETECTED',
  /** Entered by hand. Oura `manual`. */
  Manual: 'MANUAL',
  /** The provider does not tell, or says something new. */
  Unknown: 'UNKNOWN'
} as const;

export type RecordingMethod = typeof RecordingMethod[keyof typeof RecordingMethod];
/** A session to create, or to replace. */
export type UpsertSessionInput = {
  /** The part of it that was active, in seconds; at most its length. Left out: what is stored stays. Null: it is removed. Google Fit `activeTimeMillis`. */
  activeDurationSeconds?: number | null | undefined;
  /** The app that recorded it. Left out: what is stored stays, or the gateway's own name. Null: the gateway's own name. Google Fit `application`. */
  application?: ApplicationInput | null | undefined;
  /** Your own id; becomes the upstream session id (Google Fit `id`). Repeating it replaces. */
  clientSessionId?: string | null | undefined;
  /** When it ended; later than `startTime`. Stored in milliseconds. */
  endTime: string;
  /** An existing activity to replace. Left out: create, or address by `clientSessionId`. */
  id?: string | number | null | undefined;
  /** Any text of your own: the same key and the same input give the same result, for 24 hours. */
  idempotencyKey?: string | null | undefined;
  /** The `modifiedAt` that you last read: refused with CONFLICT when the stored record is newer. */
  ifModifiedAt?: string | null | undefined;
  /** Left out: the stored notes stay. Null: they are removed. Google Fit `description`. */
  notes?: string | null | undefined;
  /** When it began; between 1970 and a day from now. Stored in milliseconds. */
  startTime: string;
  /** What it is called. Google Fit `name`. */
  title: string;
  /** What was done; the nearest that Google Fit has is stored, with a warning. */
  type: ActivityType;
};

/** Why a write was refused or failed. Grows over time: have a default branch. */
export const UserErrorCode = {
  /** The field must hold text. */
  Blank: 'BLANK',
  /** The stored record is newer than `ifModifiedAt`. */
  Conflict: 'CONFLICT',
  /** The end must be later than the start. */
  EndBeforeStart: 'END_BEFORE_START',
  /** The key came with another input before. */
  IdempotencyKeyReused: 'IDEMPOTENCY_KEY_REUSED',
  /** The value is not of the form that the message describes. */
  Invalid: 'INVALID',
  /** The viewer has no such record. */
  NotFound: 'NOT_FOUND',
  /** The request brought no token for the provider. */
  NotLinked: 'NOT_LINKED',
  /** Another application wrote the record, and alone may change it. */
  NotOwned: 'NOT_OWNED',
  /** No clear answer: it may have been written. The message says how to repeat it safely. */
  OutcomeUnknown: 'OUTCOME_UNKNOWN',
  /** The value lies outside the bounds that the message names. */
  OutOfRange: 'OUT_OF_RANGE',
  /** The provider takes no writes. */
  ProviderReadOnly: 'PROVIDER_READ_ONLY',
  /** Too many calls; see `retryAfterSeconds`. */
  RateLimited: 'RATE_LIMITED',
  /** The provider refused the token. */
  ReauthRequired: 'REAUTH_REQUIRED',
  /** The token was not granted the right to write. */
  ScopeMissing: 'SCOPE_MISSING',
  /** The text is longer than is stored. */
  TooLong: 'TOO_LONG',
  /** The provider has nothing near this activity type. */
  UnsupportedType: 'UNSUPPORTED_TYPE',
  /** The provider failed; nothing was written. */
  UpstreamUnavailable: 'UPSTREAM_UNAVAILABLE'
} as const;

export type UserErrorCode = typeof UserErrorCode[keyof typeof UserErrorCode];
/** What an upsert did. */
export const WriteOutcome = {
  /** There was no such session before. */
  Created: 'CREATED',
  /** The stored session was already so; nothing was written. */
  Unchanged: 'UNCHANGED',
  /** The stored session was replaced. */
  Updated: 'UPDATED'
} as const;

export type WriteOutcome = typeof WriteOutcome[keyof typeof WriteOutcome];
export type ActivityCardFragment = (
  { id: string, viewerCanDelete: boolean, tags: Array<{ id: string, name: string | null, code: string | null, comment: string | null }>, duplicates: Array<{ score: number, activity: (
      { id: string }
      & { ' $fragmentRefs'?: { 'ActivityRecordFragment': ActivityRecordFragment } }
    ) }> }
  & { ' $fragmentRefs'?: { 'ActivityRecordFragment': ActivityRecordFragment } }
) & { ' $fragmentName'?: 'ActivityCardFragment' };

export type ActivityRecordFragment = { id: string, provider: Provider, kind: ActivityKind, type: ActivityType, providerType: string, title: string | null, notes: string | null, startTime: string, endTime: string, startLocal: string | null, durationSeconds: number, intensity: Intensity | null, mood: string | null, recordingMethod: RecordingMethod, application: { name: string | null, packageName: string | null } | null, metrics: { activeEnergyKcal: number | null, totalEnergyKcal: number | null, distanceMeters: number | null, steps: number | null, averageHeartRateBpm: number | null, minimumHeartRateBpm: number | null, maximumHeartRateBpm: number | null, heartRate: { values: Array<number | null> } | null, status: { state: ProviderState, error: { code: ProviderErrorCode, message: string } | null } } } & { ' $fragmentName'?: 'ActivityRecordFragment' };

export type FeedQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  timeZone: string;
  freshness?: FreshnessInput | null | undefined;
}>;


export type FeedQuery = { activities: { edges: Array<{ node: (
        { id: string, localDate: string | null, startTime: string, kind: ActivityKind, durationSeconds: number }
        & { ' $fragmentRefs'?: { 'ActivityCardFragment': ActivityCardFragment } }
      ) }>, pageInfo: { hasNextPage: boolean, endCursor: string | null }, coveredRange: { start: string }, providers: Array<{ ' $fragmentRefs'?: { 'ProviderHealthFragment': ProviderHealthFragment } }> } };

export type FormProblemFragment = { code: UserErrorCode, message: string, field: Array<string> | null } & { ' $fragmentName'?: 'FormProblemFragment' };

export type AddSessionMutationVariables = Exact<{
  input: UpsertSessionInput;
}>;


export type AddSessionMutation = { upsertSession: { outcome: WriteOutcome | null, activity: (
      { id: string, localDate: string | null, startTime: string, kind: ActivityKind, durationSeconds: number }
      & { ' $fragmentRefs'?: { 'ActivityCardFragment': ActivityCardFragment } }
    ) | null, warnings: Array<{ message: string }>, userErrors: Array<{ ' $fragmentRefs'?: { 'FormProblemFragment': FormProblemFragment } }> } };

export type DeleteSessionMutationVariables = Exact<{
  input: DeleteSessionInput;
}>;


export type DeleteSessionMutation = { deleteSession: { deletedId: string | null, userErrors: Array<{ message: string }> } };

export type ProviderHealthFragment = { provider: Provider, state: ProviderState, itemCount: number, fetchedAt: string | null, error: { code: ProviderErrorCode, message: string, action: ProviderAction, retryable: boolean, retryAfterSeconds: number | null } | null, gaps: Array<{ start: string, end: string }> } & { ' $fragmentName'?: 'ProviderHealthFragment' };

export type SunsetsQueryVariables = Exact<{ [key: string]: never; }>;


export type SunsetsQuery = { providers: Array<{ provider: Provider, displayName: string, sunset: { announcedFor: string, replacement: string | null, url: string } | null }> };

export type WeekQueryVariables = Exact<{
  filter: ActivityFilter;
  timeZone: string;
}>;


export type WeekQuery = { activities: { isComplete: boolean, edges: Array<{ node: { id: string, kind: ActivityKind, type: ActivityType, localDate: string | null, durationSeconds: number, metrics: { distanceMeters: number | null } } }> } };

export const ActivityRecordFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ActivityRecord"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Activity"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"providerType"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"notes"}},{"kind":"Field","name":{"kind":"Name","value":"startTime"}},{"kind":"Field","name":{"kind":"Name","value":"endTime"}},{"kind":"Field","name":{"kind":"Name","value":"startLocal"}},{"kind":"Field","name":{"kind":"Name","value":"durationSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"intensity"}},{"kind":"Field","name":{"kind":"Name","value":"mood"}},{"kind":"Field","name":{"kind":"Name","value":"recordingMethod"}},{"kind":"Field","name":{"kind":"Name","value":"application"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"packageName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"metrics"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"activeEnergyKcal"}},{"kind":"Field","name":{"kind":"Name","value":"totalEnergyKcal"}},{"kind":"Field","name":{"kind":"Name","value":"distanceMeters"}},{"kind":"Field","name":{"kind":"Name","value":"steps"}},{"kind":"Field","name":{"kind":"Name","value":"averageHeartRateBpm"}},{"kind":"Field","name":{"kind":"Name","value":"minimumHeartRateBpm"}},{"kind":"Field","name":{"kind":"Name","value":"maximumHeartRateBpm"}},{"kind":"Field","name":{"kind":"Name","value":"heartRate"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"maxPoints"},"value":{"kind":"IntValue","value":"48"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"values"}}]}},{"kind":"Field","name":{"kind":"Name","value":"status"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ActivityRecordFragment, unknown>;
export const ActivityCardFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ActivityCard"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Activity"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"viewerCanDelete"}},{"kind":"Field","name":{"kind":"Name","value":"tags"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"comment"}}]}},{"kind":"Field","name":{"kind":"Name","value":"duplicates"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"score"}},{"kind":"Field","name":{"kind":"Name","value":"activity"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ActivityRecord"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ActivityRecord"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ActivityRecord"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Activity"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"providerType"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"notes"}},{"kind":"Field","name":{"kind":"Name","value":"startTime"}},{"kind":"Field","name":{"kind":"Name","value":"endTime"}},{"kind":"Field","name":{"kind":"Name","value":"startLocal"}},{"kind":"Field","name":{"kind":"Name","value":"durationSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"intensity"}},{"kind":"Field","name":{"kind":"Name","value":"mood"}},{"kind":"Field","name":{"kind":"Name","value":"recordingMethod"}},{"kind":"Field","name":{"kind":"Name","value":"application"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"packageName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"metrics"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"activeEnergyKcal"}},{"kind":"Field","name":{"kind":"Name","value":"totalEnergyKcal"}},{"kind":"Field","name":{"kind":"Name","value":"distanceMeters"}},{"kind":"Field","name":{"kind":"Name","value":"steps"}},{"kind":"Field","name":{"kind":"Name","value":"averageHeartRateBpm"}},{"kind":"Field","name":{"kind":"Name","value":"minimumHeartRateBpm"}},{"kind":"Field","name":{"kind":"Name","value":"maximumHeartRateBpm"}},{"kind":"Field","name":{"kind":"Name","value":"heartRate"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"maxPoints"},"value":{"kind":"IntValue","value":"48"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"values"}}]}},{"kind":"Field","name":{"kind":"Name","value":"status"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ActivityCardFragment, unknown>;
export const FormProblemFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FormProblem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]} as unknown as DocumentNode<FormProblemFragment, unknown>;
export const ProviderHealthFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ProviderHealth"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ProviderStatus"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"itemCount"}},{"kind":"Field","name":{"kind":"Name","value":"fetchedAt"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"Field","name":{"kind":"Name","value":"gaps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"start"}},{"kind":"Field","name":{"kind":"Name","value":"end"}}]}}]}}]} as unknown as DocumentNode<ProviderHealthFragment, unknown>;
export const FeedDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Feed"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"timeZone"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"TimeZone"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"freshness"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"FreshnessInput"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"activities"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"dedupe"},"value":{"kind":"EnumValue","value":"COLLAPSE"}},{"kind":"Argument","name":{"kind":"Name","value":"timeZone"},"value":{"kind":"Variable","name":{"kind":"Name","value":"timeZone"}}},{"kind":"Argument","name":{"kind":"Name","value":"freshness"},"value":{"kind":"Variable","name":{"kind":"Name","value":"freshness"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"localDate"}},{"kind":"Field","name":{"kind":"Name","value":"startTime"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"durationSeconds"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ActivityCard"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"coveredRange"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"start"}}]}},{"kind":"Field","name":{"kind":"Name","value":"providers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ProviderHealth"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ActivityRecord"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Activity"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"providerType"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"notes"}},{"kind":"Field","name":{"kind":"Name","value":"startTime"}},{"kind":"Field","name":{"kind":"Name","value":"endTime"}},{"kind":"Field","name":{"kind":"Name","value":"startLocal"}},{"kind":"Field","name":{"kind":"Name","value":"durationSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"intensity"}},{"kind":"Field","name":{"kind":"Name","value":"mood"}},{"kind":"Field","name":{"kind":"Name","value":"recordingMethod"}},{"kind":"Field","name":{"kind":"Name","value":"application"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"packageName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"metrics"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"activeEnergyKcal"}},{"kind":"Field","name":{"kind":"Name","value":"totalEnergyKcal"}},{"kind":"Field","name":{"kind":"Name","value":"distanceMeters"}},{"kind":"Field","name":{"kind":"Name","value":"steps"}},{"kind":"Field","name":{"kind":"Name","value":"averageHeartRateBpm"}},{"kind":"Field","name":{"kind":"Name","value":"minimumHeartRateBpm"}},{"kind":"Field","name":{"kind":"Name","value":"maximumHeartRateBpm"}},{"kind":"Field","name":{"kind":"Name","value":"heartRate"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"maxPoints"},"value":{"kind":"IntValue","value":"48"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"values"}}]}},{"kind":"Field","name":{"kind":"Name","value":"status"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ActivityCard"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Activity"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"viewerCanDelete"}},{"kind":"Field","name":{"kind":"Name","value":"tags"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"comment"}}]}},{"kind":"Field","name":{"kind":"Name","value":"duplicates"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"score"}},{"kind":"Field","name":{"kind":"Name","value":"activity"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ActivityRecord"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ActivityRecord"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ProviderHealth"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ProviderStatus"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"itemCount"}},{"kind":"Field","name":{"kind":"Name","value":"fetchedAt"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"Field","name":{"kind":"Name","value":"gaps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"start"}},{"kind":"Field","name":{"kind":"Name","value":"end"}}]}}]}}]} as unknown as DocumentNode<FeedQuery, FeedQueryVariables>;
export const AddSessionDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AddSession"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpsertSessionInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"upsertSession"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"activity"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"localDate"}},{"kind":"Field","name":{"kind":"Name","value":"startTime"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"durationSeconds"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ActivityCard"}}]}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"FormProblem"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ActivityRecord"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Activity"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"providerType"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"notes"}},{"kind":"Field","name":{"kind":"Name","value":"startTime"}},{"kind":"Field","name":{"kind":"Name","value":"endTime"}},{"kind":"Field","name":{"kind":"Name","value":"startLocal"}},{"kind":"Field","name":{"kind":"Name","value":"durationSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"intensity"}},{"kind":"Field","name":{"kind":"Name","value":"mood"}},{"kind":"Field","name":{"kind":"Name","value":"recordingMethod"}},{"kind":"Field","name":{"kind":"Name","value":"application"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"packageName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"metrics"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"activeEnergyKcal"}},{"kind":"Field","name":{"kind":"Name","value":"totalEnergyKcal"}},{"kind":"Field","name":{"kind":"Name","value":"distanceMeters"}},{"kind":"Field","name":{"kind":"Name","value":"steps"}},{"kind":"Field","name":{"kind":"Name","value":"averageHeartRateBpm"}},{"kind":"Field","name":{"kind":"Name","value":"minimumHeartRateBpm"}},{"kind":"Field","name":{"kind":"Name","value":"maximumHeartRateBpm"}},{"kind":"Field","name":{"kind":"Name","value":"heartRate"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"maxPoints"},"value":{"kind":"IntValue","value":"48"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"values"}}]}},{"kind":"Field","name":{"kind":"Name","value":"status"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ActivityCard"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Activity"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"viewerCanDelete"}},{"kind":"Field","name":{"kind":"Name","value":"tags"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"comment"}}]}},{"kind":"Field","name":{"kind":"Name","value":"duplicates"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"score"}},{"kind":"Field","name":{"kind":"Name","value":"activity"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ActivityRecord"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ActivityRecord"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FormProblem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]} as unknown as DocumentNode<AddSessionMutation, AddSessionMutationVariables>;
export const DeleteSessionDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DeleteSession"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DeleteSessionInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deleteSession"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deletedId"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<DeleteSessionMutation, DeleteSessionMutationVariables>;
export const SunsetsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Sunsets"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"providers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}},{"kind":"Field","name":{"kind":"Name","value":"sunset"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"announcedFor"}},{"kind":"Field","name":{"kind":"Name","value":"replacement"}},{"kind":"Field","name":{"kind":"Name","value":"url"}}]}}]}}]}}]} as unknown as DocumentNode<SunsetsQuery, SunsetsQueryVariables>;
export const WeekDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Week"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ActivityFilter"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"timeZone"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"TimeZone"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"activities"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"dedupe"},"value":{"kind":"EnumValue","value":"COLLAPSE"}},{"kind":"Argument","name":{"kind":"Name","value":"timeZone"},"value":{"kind":"Variable","name":{"kind":"Name","value":"timeZone"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"localDate"}},{"kind":"Field","name":{"kind":"Name","value":"durationSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"metrics"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"distanceMeters"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"isComplete"}}]}}]}}]} as unknown as DocumentNode<WeekQuery, WeekQueryVariables>;