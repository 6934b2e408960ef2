// SPDX-License-Identifier: GPL-3.0-or-later
//
// Read by Ghost's Node before Ghost: no test talks to anybody but this machine, whatever Ghost fancies.

'use strict';

const dns = require('dns');
const net = require('net');

const isHere = host => !host || host === 'localhost' || host === '::1' || /^127\./.test(host);

function refusal(host) {
    const error = new Error(`connect ECONNREFUSED ${host} (only the loopback is open in a test)`);
    return Object.assign(error, {code: 'ECONNREFUSED'});
}

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...values) {
    const first = Array.isArray(values[0]) ? values[0][0] : values[0];
    const host = first !== null && typeof first === 'object' ? first.host
        : typeof values[1] === 'string' ? values[1] : undefined;
    if (isHere(host)) {
        return connect.apply(this, values);
    }
    process.nextTick(() => this.destroy(refusal(host)));
    return this;
};

const lookup = dns.lookup;
dns.lookup = function (host, ...values) {
    return isHere(host) ? lookup.call(this, host, ...values) : process.nextTick(values.at(-1), refusal(host));
};

const lookupLater = dns.promises.lookup;
dns.promises.lookup = (host, ...values) => isHere(host) ? lookupLater(host, ...values) : Promise.reject(refusal(host));
