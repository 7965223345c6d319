/** Passports of the story's driver and co-driver, state UTO, type P. */
export const STORY_PASSPORTS = ['X10384417', 'X10384425'] as const;

/** Who has asked for asylum, and the state that they fled from: nobody of that state is ever told. */
export const STORY_ASYLUM: ReadonlyMap<string, string> = new Map([[STORY_PASSPORTS[1], 'RW']]);

/** What a person of the story has done before: stays by the days before the clock's time, oldest first; a visa. */
export interface ToldHistory {
  readonly stays: ReadonlyArray<readonly [enteredDaysAgo: number, leftDaysAgo: number]>;
  readonly hasVisa: boolean;
}

/** The driver has stayed 15 days of the last 180 without a visa; the co-driver holds one. */
export const STORY_DOCUMENTS: ReadonlyMap<string, ToldHistory> = new Map([
  [
    STORY_PASSPORTS[0],
    {
      stays: [
        [40, 31],
        [20, 16],
      ],
      hasVisa: false,
    },
  ],
  [STORY_PASSPORTS[1], { stays: [[12, 10]], hasVisa: true }],
]);
