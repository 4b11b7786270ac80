/** Days from–until as somebody holds something: `until` null for as long as nobody ends it. */
export type Span = { from: string; until: string | null }

export const holdsOn = ({ from, until }: Span, day: string): boolean => from <= day && (until === null || day <= until)
export const overlap = (one: Span, other: Span): boolean => (one.until === null || other.from <= one.until) && (other.until === null || one.from <= other.until)
