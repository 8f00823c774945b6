/** What the client says when no engine answers. */

/** No engine could be reached. */
export class ConnectionError extends Error {
  override name = 'ConnectionError';
}

/** Nothing answers at the endpoint. */
export const noAnswer = (host: string): ConnectionError =>
  new ConnectionError(`Cannot connect to the Docker daemon at ${host}. Is the docker daemon running?`);
