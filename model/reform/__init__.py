"""What if: levers on a policy, and what changes by them."""
