import type { AdmitDecision } from '../../contracts/subject.js';
import type { JsonObject } from '../../core/json.js';
import type { NovaChoices } from './choices.js';
import { type Asked, flavorOf, type Instance, imageOf, objectIn, objectOf, textIn, uuidOf } from './instance.js';
import { type ApiError, refusal } from './request/api-error.js';
import { requestProblem } from './request/judge.js';
import { statelessWarning } from './request/stateless-firmware.js';

/**
 * Stage `admit`: what the API says to a request for a server, with flavor and image as it has looked them up. The guest that results is the
 * instance as Nova keeps it. Source: nova 34.0.0 `nova/compute/api.py` (_checks_for_create_and_rebuild).
 */
export function admit(request: JsonObject, choices: NovaChoices): AdmitDecision {
  const server = objectIn(request.server);
  const name = textIn(server.name) ?? '';
  const asked: Asked = { flavor: flavorOf(request.flavor), image: imageOf(request.image) };
  const problem = name === '' ? nameless : requestProblem(asked, choices);
  if (problem !== undefined) return { allowed: false, causes: [refusal(problem)] };
  const warning = statelessWarning(asked.image, choices);
  return { allowed: true, guest: objectOf(instance(name, server, asked)), warnings: warning === undefined ? [] : [warning] };
}

const nameless: ApiError = {
  type: 'ValidationError',
  message: "Invalid input for field/attribute server. Value: {}. 'name' is a required property",
  httpCode: 400,
};

/** A server whose disk is a volume has no image of its own: what is known of one is what the volume remembers. */
function instance(name: string, server: JsonObject, { flavor, image }: Asked): Instance {
  const host = textIn(server.host);
  const onVolume = server.boot_from_volume === true;
  return {
    uuid: uuidOf(name),
    name,
    flavor,
    image,
    ...(host !== undefined && { host }),
    ...(onVolume && { boot_from_volume: true }),
    ...(server.config_drive === true && { config_drive: true }),
    ...(image.id !== undefined && { base_image_ref: image.id }),
  };
}
