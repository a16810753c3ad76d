import type { AdmitCause } from '../../../contracts/subject.js';

/** An error as Nova's API returns it. */
export interface ApiError {
  /** Class of the exception behind it, e.g. `FlavorImageConflict`. */
  readonly type: string;
  /** Exact text. */
  readonly message: string;
  readonly httpCode: 400 | 403 | 500;
  /** What the exception itself says, where the API does not tell. */
  readonly untold?: string;
}

/** An exception that Nova's API turns into a bad request with its text. Source: nova `api/openstack/compute/servers.py` (INVALID_FLAVOR_IMAGE_EXCEPTIONS). */
export function badRequest(type: string, message: string): ApiError {
  return { type, message, httpCode: 400 };
}

/** An exception nobody expected: its text is not told. Source: nova `api/openstack/wsgi.py` (expected_errors). */
export function unexpected(type: string, untold?: string): ApiError {
  return {
    type,
    ...(untold !== undefined && { untold }),
    message: `Unexpected API Error. Please report this at http://bugs.launchpad.net/nova/ and attach the Nova API log if possible.\n<class '${moduleOf(type)}${type}'>`,
    httpCode: 500,
  };
}

/** What the host's log says of an error that is found where the guest is to start. */
export function ownWords({ message, untold }: ApiError): string {
  return untold ?? message;
}

/** The refusal of a request, which names no field. */
export function refusal({ type, message, httpCode }: ApiError): AdmitCause {
  return { type, message, field: '', httpCode };
}

/** Exceptions of Python itself have no module. */
function moduleOf(type: string): string {
  return type === 'NotImplementedError' ? '' : 'nova.exception.';
}
