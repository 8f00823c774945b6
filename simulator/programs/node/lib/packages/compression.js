/** The npm package `compression`: passes requests on; what it adds to answers is not simulated. */
module.exports = () => (_req, _res, next) => next();
