/** The npm package `ioredis`. */
module.exports = require('packages/redis').Redis;
