"""What each activity type stands for at each provider, as the schema's docs tell it."""

from gateway.domain.activity_type import ActivityType

ACTIVITY_TYPE_TEXTS = {
    ActivityType.AEROBICS: "Aerobics. Google Fit 9; Oura workout `aerobics`.",
    ActivityType.AMERICAN_FOOTBALL: (
        "American football. Google Fit 27; Oura workout `americanFootball`."
    ),
    ActivityType.ARCHERY: "Archery. Google Fit 119.",
    ActivityType.AUSTRALIAN_FOOTBALL: "Australian football. Google Fit 28.",
    ActivityType.BACKCOUNTRY_SKIING: "Backcountry skiing. Google Fit 66.",
    ActivityType.BADMINTON: "Badminton. Google Fit 10; Oura workout `badminton`.",
    ActivityType.BASEBALL: "Baseball. Google Fit 11; Oura workout `baseball`.",
    ActivityType.BASKETBALL: "Basketball. Google Fit 12; Oura workout `basketball`.",
    ActivityType.BIATHLON: "Biathlon. Google Fit 13.",
    ActivityType.BODY_STATUS: "A check of the body, not an exercise. Oura session `body_status`.",
    ActivityType.BOXING: "Boxing. Google Fit 20; Oura workout `boxing`.",
    ActivityType.BREATHING: (
        "Breathing. Google Fit 122; Oura workout `breathwork`; Oura session `breathing`."
    ),
    ActivityType.CALISTHENICS: "Calisthenics. Google Fit 21.",
    ActivityType.CARDIO: "Cardio. Google Fit 103; Oura workout `cardiovascularExercise`.",
    ActivityType.CIRCUIT_TRAINING: (
        "Circuit training. Google Fit 22, 47; Oura workout `functional_training`, "
        "`circuit_training`."
    ),
    ActivityType.CLIMBING: "Climbing. Google Fit 52; Oura workout `climbing`, `rock_climbing`.",
    ActivityType.CORE_TRAINING: "Core training. Oura workout `coreExercise`.",
    ActivityType.CRICKET: "Cricket. Google Fit 23; Oura workout `cricket`.",
    ActivityType.CROSS_COUNTRY_SKIING: (
        "Cross country skiing. Google Fit 67; Oura workout `crossCountrySkiing`."
    ),
    ActivityType.CROSS_TRAINING: "Cross training. Google Fit 113; Oura workout `crossTraining`.",
    ActivityType.CURLING: "Curling. Google Fit 106.",
    ActivityType.CYCLING: "Cycling. Google Fit 1, 16, 19; Oura workout `cycling`.",
    ActivityType.DANCING: "Dancing. Google Fit 24, 101; Oura workout `dance`, `dancing`.",
    ActivityType.DIVING: "Diving. Google Fit 102; Oura workout `diving`.",
    ActivityType.DOWNHILL_SKIING: "Downhill skiing. Google Fit 68; Oura workout `downhillSkiing`.",
    ActivityType.ELEVATOR: "Elevator. Google Fit 117.",
    ActivityType.ELLIPTICAL: "Elliptical. Google Fit 25; Oura workout `elliptical`.",
    ActivityType.ESCALATOR: "Escalator. Google Fit 118.",
    ActivityType.FENCING: "Fencing. Google Fit 26.",
    ActivityType.FITNESS_CLASS: "Fitness class. Oura workout `fitnessClass`, `group_exercise`.",
    ActivityType.FLOORBALL: "Floorball. Oura workout `floorball`.",
    ActivityType.FRISBEE: "Frisbee. Google Fit 30.",
    ActivityType.GARDENING: "Gardening. Google Fit 31; Oura workout `yardwork`.",
    ActivityType.GOLF: "Golf. Google Fit 32; Oura workout `golf`.",
    ActivityType.GYMNASTICS: "Gymnastics. Google Fit 33; Oura workout `gymnastics`.",
    ActivityType.HANDBALL: "Handball. Google Fit 34; Oura workout `handball`.",
    ActivityType.HAND_CYCLING: "Hand cycling. Google Fit 14.",
    ActivityType.HIIT: "High-intensity interval training. Google Fit 114; Oura workout `HIIT`.",
    ActivityType.HIKING: "Hiking. Google Fit 35; Oura workout `hiking`.",
    ActivityType.HOCKEY: (
        "Hockey. Google Fit 36; Oura workout `hockey`, `ice_hockey`, `field_hockey`."
    ),
    ActivityType.HORSEBACK_RIDING: (
        "Horseback riding. Google Fit 37; Oura workout `horsebackRiding`."
    ),
    ActivityType.HOUSEWORK: "Housework. Google Fit 38; Oura workout `houseWork`.",
    ActivityType.ICE_SKATING: "Ice skating. Google Fit 104; Oura workout `iceSkating`.",
    ActivityType.INDOOR_CYCLING: (
        "Indoor cycling. Google Fit 17, 18; Oura workout `indoor_cycling`."
    ),
    ActivityType.INLINE_SKATING: "Inline skating. Google Fit 64; Oura workout `inline_skating`.",
    ActivityType.INTERVAL_TRAINING: "Interval training. Google Fit 115.",
    ActivityType.IN_VEHICLE: "Travelling in a vehicle. Google Fit 0; Oura workout `transport`.",
    ActivityType.JUMP_ROPE: "Jump rope. Google Fit 39; Oura workout `jumpingRope`, `jump_rope`.",
    ActivityType.KAYAKING: "Kayaking. Google Fit 40; Oura workout `kayaking`.",
    ActivityType.KICKBOXING: "Kickboxing. Google Fit 42.",
    ActivityType.KITESURFING: "Kitesurfing. Google Fit 43.",
    ActivityType.KITE_SKIING: "Kite skiing. Google Fit 69.",
    ActivityType.LACROSSE: "Lacrosse. Oura workout `lacrosse`.",
    ActivityType.MARTIAL_ARTS: "Martial arts. Google Fit 44; Oura workout `martialArts`.",
    ActivityType.MEDITATION: (
        "Meditation. Google Fit 45; Oura workout `meditation`; Oura session `meditation`."
    ),
    ActivityType.MIXED_MARTIAL_ARTS: "Mixed martial arts. Google Fit 46.",
    ActivityType.MOUNTAIN_BIKING: "Mountain biking. Google Fit 15; Oura workout `mountainBiking`.",
    ActivityType.NAP: "Nap. Oura workout `nap`; Oura session `nap`.",
    ActivityType.NORDIC_WALKING: "Nordic walking. Google Fit 94; Oura workout `nordicWalking`.",
    ActivityType.ON_FOOT: "On foot: walking or running, which cannot be told apart. Google Fit 2.",
    ActivityType.OPEN_WATER_SWIMMING: "Open water swimming. Google Fit 84.",
    ActivityType.PADDLE_SPORTS: "Paddle sports. Oura workout `paddleSports`.",
    ActivityType.PADEL: "Padel. Oura workout `padel`.",
    ActivityType.PARAGLIDING: "Paragliding. Google Fit 48.",
    ActivityType.PICKLEBALL: "Pickleball. Oura workout `pickleball`.",
    ActivityType.PILATES: "Pilates. Google Fit 49; Oura workout `pilates`.",
    ActivityType.POLO: "Polo. Google Fit 50.",
    ActivityType.POOL_SWIMMING: "Pool swimming. Google Fit 83.",
    ActivityType.RACQUETBALL: "Racquetball. Google Fit 51.",
    ActivityType.RELAXATION: "Relaxation. Oura workout `relax`; Oura session `relaxation`.",
    ActivityType.REST: "Rest. Oura workout `rest`, `recovery`; Oura session `rest`.",
    ActivityType.ROLLER_SKIING: "Roller skiing. Google Fit 70.",
    ActivityType.ROWING: "Rowing. Google Fit 53; Oura workout `rowing`.",
    ActivityType.ROWING_MACHINE: "Rowing machine. Google Fit 54.",
    ActivityType.RUGBY: "Rugby. Google Fit 55; Oura workout `rugby`.",
    ActivityType.RUNNING: "Running. Google Fit 8, 56, 57; Oura workout `running`, `trail_running`.",
    ActivityType.SAILING: "Sailing. Google Fit 59; Oura workout `sailing`.",
    ActivityType.SCUBA_DIVING: "Scuba diving. Google Fit 60.",
    ActivityType.SKATEBOARDING: "Skateboarding. Google Fit 61; Oura workout `skateboarding`.",
    ActivityType.SKATING: "Skating. Google Fit 62, 63, 105.",
    ActivityType.SKIING: "Skiing of a kind that is not told. Google Fit 65; Oura workout `skiing`.",
    ActivityType.SLEDDING: "Sledding. Google Fit 71.",
    ActivityType.SLEEP: "Sleep. Google Fit 72, 109, 110, 111, 112; Oura workout `sleep`.",
    ActivityType.SNOWBOARDING: "Snowboarding. Google Fit 73; Oura workout `snowboarding`.",
    ActivityType.SNOWMOBILING: "Snowmobiling. Google Fit 74.",
    ActivityType.SNOWSHOEING: "Snowshoeing. Google Fit 75.",
    ActivityType.SOCCER: "Soccer. Google Fit 29; Oura workout `soccer`.",
    ActivityType.SOFTBALL: "Softball. Google Fit 120.",
    ActivityType.SQUASH: "Squash. Google Fit 76; Oura workout `squash`.",
    ActivityType.STAIR_CLIMBING: (
        "Stair climbing. Google Fit 77, 78; Oura workout `stairExercise`, `stair_climbing`."
    ),
    ActivityType.STAND_UP_PADDLEBOARDING: (
        "Stand up paddleboarding. Google Fit 79; Oura workout `stand_up_paddling`."
    ),
    ActivityType.STILL: "Not moving. Google Fit 3.",
    ActivityType.STRENGTH_TRAINING: (
        "Strength training. Google Fit 41, 80, 97; Oura workout `strengthTraining`, "
        "`weightlifting`."
    ),
    ActivityType.STRETCHING: "Stretching. Oura workout `stretching`, `flexibility`.",
    ActivityType.SURFING: "Surfing. Google Fit 81; Oura workout `surfing`.",
    ActivityType.SWIMMING: "Swimming. Google Fit 82; Oura workout `swimming`.",
    ActivityType.TABLE_TENNIS: "Table tennis. Google Fit 85; Oura workout `table_tennis`.",
    ActivityType.TEAM_SPORTS: "Team sports. Google Fit 86.",
    ActivityType.TENNIS: "Tennis. Google Fit 87; Oura workout `tennis`.",
    ActivityType.TREADMILL: "On a treadmill: walking or running. Google Fit 88.",
    ActivityType.TREADMILL_RUNNING: "Treadmill running. Google Fit 58.",
    ActivityType.TRIATHLON: "Triathlon. Oura workout `triathlon`.",
    ActivityType.VOLLEYBALL: "Volleyball. Google Fit 89, 90, 91; Oura workout `volleyball`.",
    ActivityType.WAKEBOARDING: "Wakeboarding. Google Fit 92.",
    ActivityType.WALKING: "Walking. Google Fit 7, 93, 95, 116; Oura workout `walking`.",
    ActivityType.WATER_FITNESS: "Water fitness. Oura workout `waterFitness`.",
    ActivityType.WATER_POLO: "Water polo. Google Fit 96; Oura workout `water_polo`.",
    ActivityType.WHEELCHAIR: "Wheelchair. Google Fit 98.",
    ActivityType.WINDSURFING: "Windsurfing. Google Fit 99.",
    ActivityType.WRESTLING: "Wrestling. Oura workout `wrestling`.",
    ActivityType.YOGA: "Yoga. Google Fit 100; Oura workout `yoga`.",
    ActivityType.OTHER: (
        "The provider's own word for something else. Google Fit 108; Oura workout `other`, "
        "`eating`, `activity`, `workout`."
    ),
    ActivityType.UNKNOWN: (
        "No value of the provider maps to it; see `providerType`. Google Fit 4, 5; Oura "
        "workout `pause`."
    ),
}
