/** An error the user is meant to see. Its code is declared in the contract and worded in the web's text.ts. `details` never holds personal data. */
export class AppError extends Error {
  override name = 'AppError'
  readonly code: string
  readonly status: number
  readonly details: Record<string, unknown> | undefined
  /** What was written before it stays: a wrong password is counted although it is refused. */
  keepsWrites = false
  constructor(code: string, status: number, options?: ErrorOptions & { details?: Record<string, unknown> }) {
    super(code, options)
    this.code = code
    this.status = status
    this.details = options?.details
  }
}

/** `throw fail(gateErrors, 'gate.other_bytes')`: only a declared code compiles. */
export const fail = <E extends Record<string, number>>(errors: E, code: keyof E & string, details?: Record<string, unknown>) =>
  new AppError(code, errors[code]!, details === undefined ? {} : { details })

/** Refuses like `fail`, and yet commits what the handler wrote. */
export const failKeeping = <E extends Record<string, number>>(errors: E, code: keyof E & string, details?: Record<string, unknown>) =>
  Object.assign(fail(errors, code, details), { keepsWrites: true })
