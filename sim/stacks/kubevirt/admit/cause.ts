import type { AdmitCause } from '../../../contracts/subject.js';

/** A value that may not be as it is. Wire value of Kubernetes' `CauseTypeFieldValueInvalid`. */
export function invalid(field: string, message: string): AdmitCause {
  return { type: 'FieldValueInvalid', message, field };
}

/** A value that may not be there. Wire value of Kubernetes' `CauseTypeForbidden`. */
export function forbidden(field: string, message: string): AdmitCause {
  return { type: 'FieldValueForbidden', message, field };
}

/** A value that must be there. Wire value of Kubernetes' `CauseTypeFieldValueRequired`. */
export function required(field: string, message: string): AdmitCause {
  return { type: 'FieldValueRequired', message, field };
}

/** A value that nobody here supports. Wire value of Kubernetes' `CauseTypeFieldValueNotSupported`. */
export function notSupported(field: string, message: string): AdmitCause {
  return { type: 'FieldValueNotSupported', message, field };
}

/** A name of something that is not there. Wire value of Kubernetes' `CauseTypeFieldValueNotFound`. */
export function notFound(field: string, message: string): AdmitCause {
  return { type: 'FieldValueNotFound', message, field };
}

/** Nothing is wrong. */
export const noCauses: readonly AdmitCause[] = [];
