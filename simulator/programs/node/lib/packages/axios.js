/** The npm package `axios`, over the simulated network. */
const http = require('http');
class AxiosError extends Error {
  constructor(message, code, config, request, response) {
    super(message);
    this.name = 'AxiosError';
    Object.assign(this, { code, config, request, response, status: response?.status, isAxiosError: true });
  }
}
function make(defaults = {}) {
  const request = (first, second) => {
    const config = { method: 'get', ...defaults, ...(typeof first === 'string' ? { url: first, ...second } : first) };
    const url = new URL(config.url, config.baseURL);
    for (const [key, value] of Object.entries(config.params ?? {})) url.searchParams.append(key, value);
    return new Promise((resolve, reject) => {
      const headers = {
        Accept: 'application/json, text/plain, */*',
        'User-Agent': 'axios/1.7.7',
        ...defaults.headers,
        ...config.headers,
      };
      let body = config.data;
      if (body !== undefined && typeof body === 'object' && !Buffer.isBuffer(body)) {
        headers['Content-Type'] ??= 'application/json';
        body = body instanceof URLSearchParams ? body.toString() : JSON.stringify(body);
      }
      if (body !== undefined) headers['Content-Length'] = Buffer.byteLength(body);
      const sent = http.request(url, { method: config.method.toUpperCase(), headers, agent: false }, (answer) => {
        const chunks = [];
        answer.on('data', (chunk) => chunks.push(chunk));
        answer.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          let data = text;
          try {
            if (config.responseType !== 'text') data = JSON.parse(text);
          } catch {
            data = text;
          }
          const response = {
            data,
            status: answer.statusCode,
            statusText: answer.statusMessage,
            headers: answer.headers,
            config,
            request: sent,
          };
          const good = config.validateStatus ?? ((status) => status >= 200 && status < 300);
          if (good(answer.statusCode)) resolve(response);
          else
            reject(
              new AxiosError(
                `Request failed with status code ${answer.statusCode}`,
                answer.statusCode >= 500 ? 'ERR_BAD_RESPONSE' : 'ERR_BAD_REQUEST',
                config,
                sent,
                response,
              ),
            );
        });
      });
      if (config.timeout)
        sent.setTimeout(config.timeout, () => {
          sent.destroy();
          reject(new AxiosError(`timeout of ${config.timeout}ms exceeded`, 'ECONNABORTED', config, sent));
        });
      sent.on('error', (error) =>
        reject(
          Object.assign(new AxiosError(error.message, error.code, config, sent), {
            cause: error,
            errno: error.errno,
            syscall: error.syscall,
            address: error.address,
            port: error.port,
          }),
        ),
      );
      sent.end(body);
    });
  };
  const axios = Object.assign(request, {
    request,
    defaults,
    create: (more) => make({ ...defaults, ...more }),
    AxiosError,
    isAxiosError: (error) => error?.isAxiosError === true,
    all: (list) => Promise.all(list),
    interceptors: { request: { use() {} }, response: { use() {} } },
  });
  for (const name of ['get', 'delete', 'head', 'options'])
    axios[name] = (url, config) => request({ ...config, url, method: name });
  for (const name of ['post', 'put', 'patch'])
    axios[name] = (url, data, config) => request({ ...config, url, data, method: name });
  return axios;
}
module.exports = make();
module.exports.default = module.exports;
