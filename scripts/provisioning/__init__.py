"""Certificates and configuration files for boxes, brokers and collectors."""
