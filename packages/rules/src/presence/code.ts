// A code that the place's own screen draws anew: a step of the clock under the place's key. Whoever shows it was lately where it hung, or knows somebody who was.
/** Seconds of one step. */
export const STEP_S = 30
/** Steps a scan may be behind: a slow telephone, and a clock that is a little off. */
export const STEPS_BACK = 3
/** Steps a form without a script may take to be filled in, from the code it was opened by. */
export const FORM_STEPS = 20

export const stepAt = (now: Date): number => Math.floor(now.getTime() / (STEP_S * 1000))
/** Whether a code of this step still counts; one ahead, for a screen whose page was drawn as the step turned. */
export const isStepGood = (step: number, now: Date, back: number): boolean => step <= stepAt(now) + 1 && step >= stepAt(now) - back
