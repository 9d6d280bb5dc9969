// Whatever a rendering threw → why it failed, in words that hold nothing of what a person wrote: they go into the log.
import { AssertionError, RenderError } from 'liquidjs';

/** Ends a rendering: a bound was hit, or a person's words stand where they may not. */
export class RenderStop extends Error {}

/** Liquid's assertions are its bounds; its other errors, and those of a filter's own, may quote a value. */
export const failed = (error: unknown): { readonly ok: false; readonly why: string } => {
  const cause = RenderError.is(error) ? error.originalError : error;
  const isKnown = cause instanceof RenderStop || cause instanceof AssertionError;
  return { ok: false, why: isKnown ? cause.message : 'a filter cannot take what it was given' };
};
