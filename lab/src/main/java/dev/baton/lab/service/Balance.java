package dev.baton.lab.service;

/** The result of one command: the account's balance after it. */
public record Balance(long n, String account, long balance) {}
