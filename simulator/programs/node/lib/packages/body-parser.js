/** The npm package `body-parser`. */
const { json, urlencoded, text, raw } = require('packages/express');
module.exports = Object.assign(
  () => (req, res, next) => json()(req, res, (error) => (error ? next(error) : urlencoded()(req, res, next))),
  { json, urlencoded, text, raw },
);
