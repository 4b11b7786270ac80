// What of an error may be written down. The database's own message may quote a value somebody typed.

/** In the shape loggers know; `message` is the error's code, or empty. */
export type ToldError = { type: string; message: string; stack: string }

/** Its class, its code and our stack. A database's errors have a five-character SQLSTATE as code: theirs lose their message, wherever it stands. */
export function toldError(error: unknown): ToldError {
  const { name = 'unknown', code, message = '', stack = '' } = (error ?? {}) as Partial<Error> & { code?: unknown }
  const said = typeof code === 'string' ? code : ''
  return { type: name, message: said, stack: /^[0-9A-Z]{5}$/.test(said) && message !== '' ? stack.replaceAll(message, '') : stack }
}
