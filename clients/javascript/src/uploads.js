import { Backoff } from './backoff.js';
import { ParleyProblem } from './errors.js';

/** Smaller files are sent at once. */
export const LEAST_RESUMABLE = 1024 * 1024;

const PART = 8 * 1024 * 1024;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;
const MOST_FAILURES = 12;
const TUS = { 'Tus-Resumable': '1.0.0' };

/**
 * @typedef {object} How
 * @property {AbortSignal} [signal] gives the upload up
 * @property {(share: number) => void} [progress] is told 0 to 1; within a part only in browsers
 *
 * @typedef {{status: number, text: string, header: (name: string) => string | null}} Answer
 */

/** Where an upload of a file stands: a later call goes on with it. @type {WeakMap<Blob, string>} */
const begun = new WeakMap();

/**
 * Uploads a file in parts (tus 1.0.0), and goes on where it stood when the connection breaks.
 *
 * @param {string} base @param {string} token @param {Blob} file @param {string} name @param {How} how
 * @returns {Promise<string>} the asset
 */
export async function resumable(base, token, file, name, how) {
  const authorization = { Authorization: `Bearer ${token}`, ...TUS };
  const backoff = new Backoff(FIRST_WAIT_MS, LONGEST_WAIT_MS);
  let failures = 0;
  let offset = -1;
  for (;;) {
    try {
      const url = begun.get(file) ?? (await begin(base, authorization, file, name, how));
      begun.set(file, url);
      if (offset < 0) {
        const stands = checked(await sent('HEAD', url, authorization, null, { signal: how.signal }));
        const asset = stands.header('Parley-Asset');
        if (asset) return asset;
        offset = Number(stands.header('Upload-Offset'));
      }
      const answer = checked(await part(url, authorization, file, offset, how));
      const asset = answer.header('Parley-Asset');
      if (asset) return asset;
      offset = Number(answer.header('Upload-Offset'));
      failures = 0;
      backoff.reset();
    } catch (problem) {
      if (!(problem instanceof ParleyProblem) || !mayPass(problem) || ++failures > MOST_FAILURES) throw problem;
      if (problem.status === 404) begun.delete(file);
      offset = -1;
      await waited(backoff.next(), how.signal);
    }
  }
}

/** Broken connections, servers that start again, another request that has not ended yet, and an upload that was forgotten. @param {ParleyProblem} problem */
function mayPass({ status }) {
  return status === 0 || status === 404 || status === 409 || status === 423 || status >= 500;
}

/** @param {string} base @param {Record<string, string>} headers @param {Blob} file @param {string} name @param {How} how */
async function begin(base, headers, file, name, { signal }) {
  const metadata = `filename ${btoa(String.fromCharCode(...new TextEncoder().encode(name)))}`;
  const answer = checked(
    await sent('POST', `${base}/v1/uploads`, { ...headers, 'Upload-Length': String(file.size), 'Upload-Metadata': metadata }, null, { signal }),
  );
  return new URL(answer.header('Location') ?? '', `${base}/`).href;
}

/** @param {string} url @param {Record<string, string>} headers @param {Blob} file @param {number} offset @param {How} how */
function part(url, headers, file, offset, { signal, progress }) {
  const some = file.slice(offset, offset + PART);
  const all = { ...headers, 'Upload-Offset': String(offset), 'Content-Type': 'application/offset+octet-stream' };
  const told = (/** @type {number} */ share) => progress?.((offset + share * some.size) / file.size);
  told(0);
  return sent('PATCH', url, all, some, { signal, progress: told });
}

/** @param {Answer} answer */
function checked(answer) {
  if (answer.status >= 200 && answer.status < 300) return answer;
  throw refused(answer);
}

/** @param {Answer} answer */
export function refused({ status, text }) {
  let problem;
  try {
    problem = JSON.parse(text);
  } catch {
    problem = undefined;
  }
  return new ParleyProblem(problem?.code ?? 'http', problem?.detail ?? `The server answered ${status}.`, status);
}

const unreachable = () => new ParleyProblem('unreachable', 'The server cannot be reached.', 0);

/** @param {number} ms @param {AbortSignal} [signal] @returns {Promise<void>} */
function waited(ms, signal) {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => (clearTimeout(timer), reject(signal.reason)), { once: true });
  });
}

/**
 * A request whose body is a file. In browsers by XMLHttpRequest, which tells how far it is, as fetch cannot.
 *
 * @param {string} method @param {string} url @param {Record<string, string>} headers @param {Blob | null} body @param {How} how
 * @returns {Promise<Answer>}
 */
export function sent(method, url, headers, body, how) {
  return typeof XMLHttpRequest === 'function'
    ? sentBy(new XMLHttpRequest(), method, url, headers, body, how)
    : fetched(method, url, headers, body, how);
}

/**
 * @param {string} method @param {string} url @param {Record<string, string>} headers @param {Blob | null} body @param {How} how
 * @returns {Promise<Answer>}
 */
async function fetched(method, url, headers, body, { signal, progress }) {
  try {
    const response = await fetch(url, { method, headers, body, ...(signal && { signal }) });
    const text = await response.text();
    progress?.(1);
    return { status: response.status, text, header: (name) => response.headers.get(name) };
  } catch (problem) {
    throw signal?.aborted ? problem : unreachable();
  }
}

/**
 * @param {XMLHttpRequest} request @param {string} method @param {string} url @param {Record<string, string>} headers @param {Blob | null} body
 * @param {How} how
 * @returns {Promise<Answer>}
 */
function sentBy(request, method, url, headers, body, { signal, progress }) {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const abort = () => request.abort();
    request.open(method, url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => progress?.(total > 0 ? loaded / total : 0);
    request.onload = () => resolve({ status: request.status, text: request.responseText, header: (name) => request.getResponseHeader(name) });
    request.onerror = () => reject(unreachable());
    request.onabort = () => reject(signal?.reason ?? unreachable());
    request.onloadend = () => signal?.removeEventListener('abort', abort);
    signal?.addEventListener('abort', abort, { once: true });
    request.send(body);
  });
}
